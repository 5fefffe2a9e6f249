using System.Globalization;
using Atiende.Mail;
using Atiende.Shell;

namespace Atiende.Portal;

/// <summary>The portal's own mails: links to confirm and recover. Nothing that was typed stands in them: who typed it may not be who reads it.</summary>
internal sealed class PortalMail(IOutbox outbox, PortalHere here, Texts texts, Words words, PublicAddress address)
{
    /// <summary>How long a link to confirm holds.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromHours(24);

    /// <summary>How long a link to choose a new password holds.</summary>
    public static readonly TimeSpan RecoverWithin = TimeSpan.FromHours(1);

    public Task Confirm(string mail, string token, CancellationToken cancel) =>
        Put("confirm", mail, token, Link("confirm", token), (int)ConfirmWithin.TotalHours, cancel);

    /// <summary>To who registers with an address that has an account.</summary>
    public Task Known(string mail, string token, CancellationToken cancel) => Put("known", mail, token, Link("recover"), 0, cancel);

    public Task Recover(string mail, string token, CancellationToken cancel) =>
        Put("recover", mail, token, Link("recover/choose", token), (int)RecoverWithin.TotalMinutes, cancel);

    /// <summary>To who wants to recover an account that there is not.</summary>
    public Task Unknown(string mail, string token, CancellationToken cancel) => Put("unknown", mail, token, Link("register"), 0, cancel);

    /// <summary>To who has changed the password: if it was somebody else, they learn of it.</summary>
    public Task Changed(string mail, string token, CancellationToken cancel) => Put("changed", mail, token, Link("recover"), 0, cancel);

    /// <summary>To the new address of who changes it.</summary>
    public Task NewAddress(string mail, string token, CancellationToken cancel) => Put("change", mail, token, Link("change", token), (int)ConfirmWithin.TotalHours, cancel);

    /// <summary>To the old address: if it was somebody else, they learn of it.</summary>
    public Task Moved(string mail, string token, CancellationToken cancel) => Put("moved", mail, token + "moved", Link(""), 0, cancel);

    /// <summary>To who put a second factor in or took it away.</summary>
    public Task Factor(string mail, bool on, string token, CancellationToken cancel) => Put(on ? "factor-on" : "factor-off", mail, token + "factor", Link("recover"), 0, cancel);

    /// <summary>To whom the staff helped in without the second factor: if it was somebody else, they learn of it.</summary>
    public Task FactorTakenAway(string mail, string token, CancellationToken cancel) => Put("factor-taken-away", mail, token + "factor", Link("recover"), 0, cancel);

    private Task Put(string what, string mail, string token, string link, int holds, CancellationToken cancel)
    {
        var name = words.In(here.Portal.Name);
        return outbox.Put(new(
            $"portal:{what}:{PortalTokens.HashOf(token)}", mail, mail, texts[$"portal.mail.{what}.subject", name],
            texts[$"portal.mail.{what}.text", name, link, holds.ToString(CultureInfo.InvariantCulture)], $"portal:{what}", null, null), cancel);
    }

    private string Link(string page, string? token = null) => address.OfPortal(page) + (token is null ? "" : $"?token={token}");
}
