using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Atiende.Sip.Sdp;

/// <summary>Reads descriptions (RFC 4566 §5, §9). Liberal where telephones are careless: a missing s= or t= is no fault, nor is the order of lines within a part.</summary>
internal static class SdpReader
{
    private const int MostLines = 2000;

    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SessionDescription? description, out SipFault? fault)
    {
        description = null;
        var reading = new Reading();
        var number = 0;
        foreach (var part in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var line = part.TrimEnd('\r');
            number++;
            if (line.Length == 0) continue;
            if (number > MostLines) reading.Fail("there are too many lines");
            else if (line.Length < 2 || line[1] != '=') reading.Fail("it is no type=value");
            else reading.Line(line[0], line[2..].Trim(' '));

            if (reading.Fault is { } wrong)
            {
                fault = new("SDP", $"line {number}: {wrong}");
                return false;
            }
        }

        description = reading.Finish();
        fault = description is null ? new("SDP", reading.Fault ?? "v= or o= is missing") : null;
        return description is not null;
    }

    private sealed class Reading
    {
        private readonly ImmutableArray<(char, string)>.Builder sessionLines = ImmutableArray.CreateBuilder<(char, string)>();
        private readonly ImmutableArray<(char, string)>.Builder mediaLines = ImmutableArray.CreateBuilder<(char, string)>();
        private readonly ImmutableArray<SdpAttribute>.Builder sessionAttributes = ImmutableArray.CreateBuilder<SdpAttribute>();
        private readonly ImmutableArray<SdpAttribute>.Builder mediaAttributes = ImmutableArray.CreateBuilder<SdpAttribute>();
        private readonly ImmutableArray<MediaDescription>.Builder media = ImmutableArray.CreateBuilder<MediaDescription>();
        private MediaDescription? medium;
        private Origin? origin;
        private bool version;
        private string name = "-";
        private string? address;

        public string? Fault { get; private set; }

        public void Fail(string what) => Fault ??= what;

        public void Line(char type, string value)
        {
            if (!version && type != 'v') Fail("v= is not the first line");
            switch (type)
            {
                case 'v':
                    if (value != "0") Fail("the version is not 0");
                    version = true;
                    break;
                case 'o':
                    ReadOrigin(value);
                    break;
                case 's':
                    name = value.Length == 0 ? "-" : value;
                    break;
                case 'c':
                    ReadAddress(value);
                    break;
                case 'm':
                    Close();
                    ReadMedium(value);
                    break;
                case 'a':
                    var colon = value.IndexOf(':', StringComparison.Ordinal);
                    (medium is null ? sessionAttributes : mediaAttributes).Add(colon < 0 ? new(value) : new(value[..colon], value[(colon + 1)..]));
                    break;
                default:
                    if ("iuepbtrzk".Contains(type, StringComparison.Ordinal)) (medium is null ? sessionLines : mediaLines).Add((type, value));
                    break; // Types that nobody knows are left out (§5).
            }
        }

        public SessionDescription? Finish()
        {
            Close();
            return origin is null || Fault is not null ? null : new(origin)
            {
                Name = name,
                Address = address,
                Lines = sessionLines.ToImmutable(),
                Attributes = sessionAttributes.ToImmutable(),
                Media = media.ToImmutable(),
            };
        }

        private void ReadOrigin(string value)
        {
            // Numbers are decimal without limit (RFC 4566 §5.2): of longer ones the last digits are enough to tell versions apart.
            var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 6 || !Number(parts[1], out var id) || !Number(parts[2], out var revision)) Fail("o= needs user, number, version, IN, IP4 or IP6 and address");
            else origin = new(parts[0], id, revision, parts[5]);
        }

        private static bool Number(string text, out ulong number) =>
            ulong.TryParse(text.Length > 19 ? text[^19..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

        private void ReadAddress(string value)
        {
            var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 3 || parts[0] != "IN" || parts[1] is not ("IP4" or "IP6")) Fail("c= needs IN, IP4 or IP6, and an address");
            else if (medium is null) address = parts[2].Split('/')[0];
            else medium = medium with { Address = medium.Address ?? parts[2].Split('/')[0] };
        }

        private void ReadMedium(string value)
        {
            var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 4)
            {
                Fail("m= needs kind, port, protocol and a format");
                return;
            }

            var ports = parts[1].Split('/');
            var count = 1;
            if (!ushort.TryParse(ports[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || (ports.Length > 1 && !int.TryParse(ports[1], NumberStyles.None, CultureInfo.InvariantCulture, out count))) Fail("the port is no number up to 65535");
            medium = new(parts[0], port, parts[2]) { PortCount = count, Formats = [.. parts[3..]] };
        }

        private void Close()
        {
            if (medium is null) return;

            media.Add(medium with { Lines = mediaLines.ToImmutable(), Attributes = mediaAttributes.ToImmutable() });
            mediaLines.Clear();
            mediaAttributes.Clear();
            medium = null;
        }
    }
}
