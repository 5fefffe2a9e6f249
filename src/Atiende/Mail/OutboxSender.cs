using Atiende.Fabric;

namespace Atiende.Mail;

/// <summary>Sends the outbox's messages as long as the program runs.</summary>
internal sealed class OutboxSender(MailRound round, Bell<OutboxSender> bell, ILogger<OutboxSender> log) : Rounds(bell, TimeSpan.FromSeconds(5), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        await round.Run(cancel);
        return false;
    }
}
