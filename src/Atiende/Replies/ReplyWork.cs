using Atiende.Fabric;
using Atiende.Hosting;

namespace Atiende.Replies;

/// <summary>Looks into the Maildir as long as the program runs.</summary>
internal sealed class ReplyWork(ReplyTaking taking, Settings settings, Bell<ReplyWork> bell, ILogger<ReplyWork> log) : Rounds(bell, TimeSpan.FromSeconds(10), log)
{
    private readonly Maildir _maildir = new(settings.Mail.Inbox);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        await taking.Take(_maildir, cancel);
        return false;
    }
}
