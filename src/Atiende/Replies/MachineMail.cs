using System.Text.RegularExpressions;
using Atiende.Mail.Mime;

namespace Atiende.Replies;

/// <summary>Tells what a machine wrote from what a person did: answering a machine makes loops (RFC 3834).</summary>
internal static partial class MachineMail
{
    private static readonly string[] Repeaters = ["bulk", "junk", "list", "auto_reply"];

    private static readonly string[] Marks =
        ["X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Mail-Autoreply", "List-Id", "List-Unsubscribe", "X-Loop"];

    private static readonly string[] Names = ["mailer-daemon", "postmaster", "no-reply", "noreply", "no-responder", "noresponder", "donotreply"];

    /// <summary>Why it is a machine's, by code; null where a person seems to have written it.</summary>
    public static string? Why(MimeHeaders headers, string from, string subject)
    {
        if (headers.Raw("Auto-Submitted") is { } auto && !auto.Split(';', '(')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase)) return "auto-submitted";
        if (headers.Raw("Return-Path")?.Trim() is "<>" || ContentField.Read(headers.Raw("Content-Type")).Value == "multipart/report") return "bounce";
        if (headers.Raw("Precedence") is { } precedence && Repeaters.Contains(precedence.Trim().ToLowerInvariant())) return "precedence";
        if (Marks.Any(headers.Has)) return "auto-response";
        if (Names.Contains(from.Split('@')[0])) return "no-reply";
        return OutOfOffice().IsMatch(subject) ? "out-of-office" : null;
    }

    [GeneratedRegex(@"^\s*(respuesta autom[aá]tica|contestaci[oó]n autom[aá]tica|fuera de (la )?oficina|ausencia|ausente|automatic reply|auto[- ]?reply|auto[- ]?response|out of (the )?office|delivery status notification|undeliver(ed|able)|mail delivery failed|no se puede entregar)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutOfOffice();
}
