using System.Net;
using System.Net.Mail;
using System.Text;
using Atiende.Hosting;

namespace Atiende.Mail;

/// <summary>Hands messages to the relay of the settings, by SMTP (RFC 5321), encrypted by STARTTLS unless the settings say otherwise.</summary>
internal sealed class SmtpCourier(SmtpSettings settings) : ICourier
{
    // A relay that says nothing for this long is down; less than the lease of MailRound.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task Send(Letter letter, CancellationToken cancel)
    {
        using var message = Compose(letter);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Encrypted };
        if (settings.User.Length > 0) client.Credentials = new NetworkCredential(settings.User, settings.Password);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new MailRefusedException($"{settings.Host} did not answer in {Patience.TotalSeconds:0} s", forGood: false);
        }
        catch (SmtpException refused)
        {
            throw new MailRefusedException(Said(refused), IsForGood(refused), refused);
        }
        catch (FormatException wrong)
        {
            throw new MailRefusedException("the address is not one that mail can be sent to", forGood: true, wrong);
        }
    }

    private static System.Net.Mail.MailMessage Compose(Letter letter)
    {
        MailAddress to;
        try
        {
            to = new MailAddress(letter.ToAddress, letter.ToName, Encoding.UTF8);
        }
        catch (FormatException wrong)
        {
            throw new MailRefusedException("the address is not one that mail can be sent to", forGood: true, wrong);
        }

        var message = new System.Net.Mail.MailMessage(new MailAddress(letter.FromAddress, letter.FromName, Encoding.UTF8), to)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            Headers = { ["Message-ID"] = $"<{letter.MessageId}>" },
        };
        if (letter.IsAutomatic) message.Headers["Auto-Submitted"] = "auto-generated";
        if (letter.Thread is { } thread) (message.Headers["References"], message.Headers["In-Reply-To"]) = ($"<{thread}>", $"<{thread}>");
        if (letter.ReplyTo is { } answers) message.ReplyToList.Add(new MailAddress(answers, letter.FromName, Encoding.UTF8));
        if (letter.Html is { } html) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, "text/html"));
        return message;
    }

    // RFC 5321 §4.2.1: 5yz is for good. What concerns the account at the relay (530 to 538) is about our settings, not the message.
    private static bool IsForGood(SmtpException refused) => (int)refused.StatusCode is >= 500 and < 530 or > 538 and < 600;

    // A relay repeats the address in its reply: the code is kept, the words are not.
    private string Said(SmtpException refused) => (int)refused.StatusCode > 0
        ? $"{settings.Host} answered {(int)refused.StatusCode} {refused.StatusCode}"
        : $"{settings.Host}:{settings.Port} cannot be reached: {refused.InnerException?.GetBaseException().Message ?? refused.Message}";
}
