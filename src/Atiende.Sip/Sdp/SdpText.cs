using System.Collections.Immutable;
using System.Text;

namespace Atiende.Sip.Sdp;

/// <summary>How descriptions are written: the order of lines is fixed (RFC 4566 §5).</summary>
internal static class SdpText
{
    public static string Word(MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.ReceiveOnly => "recvonly",
        MediaDirection.Inactive => "inactive",
        _ => "sendrecv",
    };

    public static bool IsDirection(SdpAttribute attribute) => Direction([attribute]) is not null;

    public static MediaDirection? Direction(ImmutableArray<SdpAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            switch (attribute.Name)
            {
                case "sendrecv": return MediaDirection.SendReceive;
                case "sendonly": return MediaDirection.SendOnly;
                case "recvonly": return MediaDirection.ReceiveOnly;
                case "inactive": return MediaDirection.Inactive;
                default: break;
            }
        }

        return null;
    }

    public static string Write(SessionDescription session)
    {
        var text = new StringBuilder("v=0\r\n");
        var origin = session.Origin;
        text.Append($"o={origin.User} {origin.Id} {origin.Version} {Net(origin.Address)}\r\ns={session.Name}\r\n");
        Lines(text, session.Lines, "iuep");
        if (session.Address is not null) text.Append($"c={Net(session.Address)}\r\n");
        Lines(text, session.Lines, "b");
        if (!session.Lines.Any(line => line.Type == 't')) text.Append("t=0 0\r\n");
        Lines(text, session.Lines, "trzk");
        foreach (var attribute in session.Attributes) text.Append(attribute).Append("\r\n");
        foreach (var medium in session.Media)
        {
            text.Append($"m={medium.Kind} {medium.Port}{(medium.PortCount > 1 ? $"/{medium.PortCount}" : "")} {medium.Protocol} {string.Join(' ', medium.Formats)}\r\n");
            Lines(text, medium.Lines, "i");
            if (medium.Address is not null) text.Append($"c={Net(medium.Address)}\r\n");
            Lines(text, medium.Lines, "bk");
            foreach (var attribute in medium.Attributes) text.Append(attribute).Append("\r\n");
        }

        return text.ToString();
    }

    private static void Lines(StringBuilder text, ImmutableArray<(char Type, string Value)> lines, string types)
    {
        foreach (var type in types)
        {
            foreach (var line in lines.Where(line => line.Type == type)) text.Append(line.Type).Append('=').Append(line.Value).Append("\r\n");
        }
    }

    private static string Net(string address) => address.Contains(':', StringComparison.Ordinal) ? $"IN IP6 {address}" : $"IN IP4 {address}";
}
