namespace Atiende.Sip;

/// <summary>The methods, written as they are on the wire: case counts (RFC 3261 §7.1).</summary>
public static class SipMethod
{
    public const string Invite = "INVITE";
    public const string Ack = "ACK";
    public const string Bye = "BYE";
    public const string Cancel = "CANCEL";
    public const string Register = "REGISTER";
    public const string Options = "OPTIONS";

    /// <summary>RFC 3262.</summary>
    public const string Prack = "PRACK";

    /// <summary>RFC 3311.</summary>
    public const string Update = "UPDATE";

    /// <summary>RFC 3515.</summary>
    public const string Refer = "REFER";

    /// <summary>RFC 6665.</summary>
    public const string Notify = "NOTIFY";
    public const string Subscribe = "SUBSCRIBE";

    /// <summary>RFC 6086.</summary>
    public const string Info = "INFO";

    /// <summary>RFC 3428.</summary>
    public const string Message = "MESSAGE";

    private static readonly string[] All = [Invite, Ack, Bye, Cancel, Register, Options, Prack, Update, Refer, Notify, Subscribe, Info, Message];

    /// <summary>The constant for a method that is known; else a new string.</summary>
    internal static string Known(ReadOnlySpan<char> method)
    {
        foreach (var known in All)
        {
            if (method.SequenceEqual(known)) return known;
        }

        return method.ToString();
    }

    /// <inheritdoc cref="Known(ReadOnlySpan{char})"/>
    internal static string Known(ReadOnlySpan<byte> method)
    {
        foreach (var known in All)
        {
            if (known.Length == method.Length && System.Text.Ascii.Equals(method, known)) return known;
        }

        return System.Text.Encoding.ASCII.GetString(method);
    }
}
