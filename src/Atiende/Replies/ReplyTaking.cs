using Atiende.Attachments;
using Atiende.Storage;

namespace Atiende.Replies;

/// <summary>Takes what lies new in the Maildir: each file is moved once what it says is stored.</summary>
internal sealed partial class ReplyTaking(IServiceProvider services, ReplyMatch match, ILogger<ReplyTaking> log)
{
    // Ten photographs of ten megabytes, as mail carries them, are more than mail servers take.
    private const long LargestFile = 60L * 1024 * 1024;
    private const int HeadOfLarge = 256 * 1024;

    /// <summary>Takes all that is new; the result is how many were taken.</summary>
    public async Task<int> Take(Maildir maildir, CancellationToken cancel)
    {
        var taken = 0;
        foreach (var file in maildir.New())
        {
            try
            {
                if (!await Take(file, cancel)) continue;

                maildir.Seen(file);
                taken++;
            }
            catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or AttachmentRefusedException)
            {
                // One that cannot be read, or whose files cannot be looked into for now, keeps none of the others waiting.
                LogUnread(Path.GetFileName(file), unread.Message);
            }
        }

        return taken;
    }

    private async Task<bool> Take(string file, CancellationToken cancel)
    {
        var large = new FileInfo(file).Length > LargestFile;
        var mail = IncomingMail.Read(Maildir.NameOf(file), large ? await Head(file, cancel) : await File.ReadAllBytesAsync(file, cancel));
        if (await match.Of(mail, cancel) is not { } place) return false;

        await using var scope = services.CreateScopeOf(place.Organization);
        await scope.ServiceProvider.GetRequiredService<ReplyStore>().Keep(mail, place, match.IsOwn(mail), large ? "too-large" : null, cancel);
        return true;
    }

    private static async Task<byte[]> Head(string file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        var head = new byte[HeadOfLarge];
        return head[..await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail {File} cannot be taken; it stays where it is and is tried again: {Problem}")]
    private partial void LogUnread(string file, string problem);
}
