using System.Collections.Immutable;
using System.Globalization;

namespace Atiende.Sip.Sdp;

/// <summary>How a payload type is encoded (a=rtpmap, RFC 4566 §6).</summary>
public sealed record Codec(int PayloadType, string Name, int ClockRate, int Channels = 1)
{
    /// <summary>What a=fmtp says of it; null where nothing does.</summary>
    public string? Format { get; init; }

    /// <summary>Whether both are one encoding, whatever number it has.</summary>
    public bool Same(Codec other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && ClockRate == other.ClockRate && Channels == other.Channels;
}

/// <summary>One m= line and what belongs to it (RFC 4566 §5.14).</summary>
/// <param name="Kind">audio, video, …</param>
/// <param name="Port">Where it is received; 0 refuses the medium (RFC 3264 §6).</param>
/// <param name="Protocol">RTP/AVP, RTP/SAVP, UDP/TLS/RTP/SAVPF, …</param>
public sealed record MediaDescription(string Kind, int Port, string Protocol)
{
    /// <summary>Payload types, or what the protocol calls its formats.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>How many ports, where it says more than one.</summary>
    public int PortCount { get; init; } = 1;

    /// <summary>The address of its own c= line; null where the session's holds.</summary>
    public string? Address { get; init; }

    /// <summary>i=, b= and k= lines.</summary>
    public ImmutableArray<(char Type, string Value)> Lines { get; init; } = [];

    /// <summary>a= lines.</summary>
    public ImmutableArray<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>The value of the first attribute of a name; "" for a property, null where it is not there.</summary>
    public string? this[string attribute] => Attributes.FirstOrDefault(a => a.Name == attribute) is { } found ? found.Value ?? "" : null;

    /// <summary>The codecs in the order of preference; static payload types (RFC 3551 §6) need no rtpmap.</summary>
    public IReadOnlyList<Codec> Codecs => [.. Formats.Select(CodecOf).OfType<Codec>()];

    /// <summary>The payload type of telephone-event (RFC 4733); null where keys are not sent as events.</summary>
    public int? TelephoneEvents => Codecs.FirstOrDefault(codec => string.Equals(codec.Name, "telephone-event", StringComparison.OrdinalIgnoreCase))?.PayloadType;

    /// <summary>The same with a list of codecs: formats, rtpmap and fmtp are written for them.</summary>
    public MediaDescription WithCodecs(IEnumerable<Codec> codecs)
    {
        var list = codecs.ToList();
        return this with
        {
            Formats = [.. list.Select(codec => codec.PayloadType.ToString(CultureInfo.InvariantCulture))],
            Attributes =
            [
                .. list.SelectMany(Mapped),
                .. Attributes.Where(attribute => attribute.Name is not ("rtpmap" or "fmtp")),
            ],
        };
    }

    private static IEnumerable<SdpAttribute> Mapped(Codec codec)
    {
        yield return new("rtpmap", $"{codec.PayloadType} {codec.Name}/{codec.ClockRate}{(codec.Channels > 1 ? $"/{codec.Channels}" : "")}");
        if (codec.Format is not null) yield return new("fmtp", $"{codec.PayloadType} {codec.Format}");
    }

    private Codec? CodecOf(string format)
    {
        if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type > 127) return null;

        var map = Said("rtpmap", format)?.Split('/');
        var codec = map is [var name, var rate, ..] && int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var clock)
            ? new Codec(type, name, clock, map.Length > 2 && int.TryParse(map[2], NumberStyles.None, CultureInfo.InvariantCulture, out var channels) ? channels : 1)
            : Static(type);
        return codec is null ? null : codec with { Format = Said("fmtp", format) };
    }

    private string? Said(string attribute, string format) => Attributes
        .Where(a => a.Name == attribute && a.Value is not null && a.Value.StartsWith(format + " ", StringComparison.Ordinal))
        .Select(a => a.Value![(format.Length + 1)..].Trim()).FirstOrDefault();

    private static Codec? Static(int type) => type switch
    {
        0 => new(0, "PCMU", 8000),
        3 => new(3, "GSM", 8000),
        4 => new(4, "G723", 8000),
        8 => new(8, "PCMA", 8000),
        9 => new(9, "G722", 8000),
        13 => new(13, "CN", 8000),
        18 => new(18, "G729", 8000),
        _ => null,
    };
}
