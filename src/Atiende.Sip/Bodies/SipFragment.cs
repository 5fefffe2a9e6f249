using System.Text;

namespace Atiende.Sip;

/// <summary>message/sipfrag (RFC 3420): the status line by which a NOTIFY says how a REFER goes on (RFC 3515 §2.4.5).</summary>
public static class SipFragment
{
    /// <summary>A status line as a body.</summary>
    public static byte[] Of(int status, string? reason = null) => Encoding.UTF8.GetBytes($"SIP/2.0 {status} {reason ?? SipStatus.Reason(status)}\r\n");

    /// <summary>The status that a body says; null where it says none.</summary>
    public static int? Status(ReadOnlySpan<byte> body) => MessageReader.Read(body).Message is SipResponse response ? response.Status : null;
}
