using System.Text;

namespace Atiende.Sip;

/// <summary>A header's name, by whatever case or compact form it came (RFC 3261 §7.3.1, §7.3.3). Known names are one object each.</summary>
public sealed class HeaderName : IEquatable<HeaderName>
{
    private static readonly List<HeaderName> Known = [];

    public static readonly HeaderName Via = New("Via", 'v');
    public static readonly HeaderName From = New("From", 'f');
    public static readonly HeaderName To = New("To", 't');
    public static readonly HeaderName CallId = New("Call-ID", 'i');
    public static readonly HeaderName CSeq = New("CSeq");
    public static readonly HeaderName MaxForwards = New("Max-Forwards");
    public static readonly HeaderName Contact = New("Contact", 'm');
    public static readonly HeaderName Route = New("Route");
    public static readonly HeaderName RecordRoute = New("Record-Route");
    public static readonly HeaderName ContentType = New("Content-Type", 'c');
    public static readonly HeaderName ContentLength = New("Content-Length", 'l');
    public static readonly HeaderName ContentEncoding = New("Content-Encoding", 'e');
    public static readonly HeaderName ContentDisposition = New("Content-Disposition");
    public static readonly HeaderName Subject = New("Subject", 's');
    public static readonly HeaderName Supported = New("Supported", 'k');
    public static readonly HeaderName Require = New("Require");
    public static readonly HeaderName ProxyRequire = New("Proxy-Require");
    public static readonly HeaderName Unsupported = New("Unsupported");
    public static readonly HeaderName Allow = New("Allow");
    public static readonly HeaderName Accept = New("Accept");
    public static readonly HeaderName Expires = New("Expires");
    public static readonly HeaderName MinExpires = New("Min-Expires");
    public static readonly HeaderName Authorization = New("Authorization");
    public static readonly HeaderName ProxyAuthorization = New("Proxy-Authorization");
    public static readonly HeaderName WwwAuthenticate = New("WWW-Authenticate");
    public static readonly HeaderName ProxyAuthenticate = New("Proxy-Authenticate");
    public static readonly HeaderName UserAgent = New("User-Agent");
    public static readonly HeaderName Server = New("Server");
    public static readonly HeaderName Date = New("Date");
    public static readonly HeaderName Reason = New("Reason");
    public static readonly HeaderName RetryAfter = New("Retry-After");
    public static readonly HeaderName Warning = New("Warning");
    public static readonly HeaderName Rack = New("RAck");
    public static readonly HeaderName Rseq = New("RSeq");
    public static readonly HeaderName SessionExpires = New("Session-Expires", 'x');
    public static readonly HeaderName MinSe = New("Min-SE");
    public static readonly HeaderName ReferTo = New("Refer-To", 'r');
    public static readonly HeaderName ReferredBy = New("Referred-By", 'b');
    public static readonly HeaderName ReferSub = New("Refer-Sub");
    public static readonly HeaderName Replaces = New("Replaces");
    public static readonly HeaderName Event = New("Event", 'o');
    public static readonly HeaderName SubscriptionState = New("Subscription-State");
    public static readonly HeaderName AllowEvents = New("Allow-Events", 'u');
    public static readonly HeaderName Path = New("Path");
    public static readonly HeaderName ServiceRoute = New("Service-Route");
    public static readonly HeaderName PAssertedIdentity = New("P-Asserted-Identity");
    public static readonly HeaderName PPreferredIdentity = New("P-Preferred-Identity");
    public static readonly HeaderName Privacy = New("Privacy");
    public static readonly HeaderName Diversion = New("Diversion");
    public static readonly HeaderName Timestamp = New("Timestamp");

    // Names by their length: the few of one length are compared in turn.
    private static readonly HeaderName[][] ByLength = [.. Enumerable.Range(0, Known.Max(name => name.Name.Length) + 1).Select(length => Known.Where(name => name.Name.Length == length).ToArray())];
    private static readonly HeaderName?[] ByLetter = [.. Enumerable.Range(0, 26).Select(letter => Known.Find(name => name.Compact == (char)('a' + letter)))];

    private readonly byte[] line;
    private readonly int first;

    private HeaderName(string name, char compact)
    {
        (Name, Compact) = (name, compact);
        line = Encoding.ASCII.GetBytes(name + ": ");
        first = line[0] | 0x20;
    }

    /// <summary>The long form.</summary>
    public string Name { get; }

    /// <summary>The compact form; NUL where there is none.</summary>
    public char Compact { get; }

    /// <summary>The name with its colon, as it is written.</summary>
    internal ReadOnlySpan<byte> Line => line;

    /// <summary>The name for a text.</summary>
    /// <exception cref="ArgumentException">It is no token.</exception>
    public static HeaderName Of(string name) => Find(Encoding.UTF8.GetBytes(name)) ?? throw new ArgumentException($"'{name}' is no header's name", nameof(name));

    /// <summary>The name for bytes; null where they are no token.</summary>
    internal static HeaderName? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1 && (name[0] | 0x20) is >= 'a' and <= 'z' and var letter && ByLetter[letter - 'a'] is { } compact) return compact;
        if (name.Length > 0 && name.Length < ByLength.Length)
        {
            var first = name[0] | 0x20;
            foreach (var known in ByLength[name.Length])
            {
                if (known.first == first && Ascii.EqualsIgnoreCase(name, known.line.AsSpan(0, name.Length))) return known;
            }
        }

        return name.IsEmpty || name.ContainsAnyExcept(Text.Grammar.TokenBytes) ? null : new(Encoding.ASCII.GetString(name), '\0');
    }

    /// <inheritdoc/>
    public bool Equals(HeaderName? other) => ReferenceEquals(this, other) || (other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderName);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static HeaderName New(string name, char compact = '\0')
    {
        var made = new HeaderName(name, compact);
        Known.Add(made);
        return made;
    }
}
