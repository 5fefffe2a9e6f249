using Atiende.Hosting;

namespace Atiende.Mail;

/// <summary>Without a relay, a message is written as a file of its own: <c>outbox/*.eml</c> in the data folder.</summary>
internal sealed class FolderCourier(Settings settings) : ICourier
{
    public async Task Send(Letter letter, CancellationToken cancel)
    {
        var folder = settings.InData("outbox");
        var path = Path.Combine(folder, $"{letter.Id}.eml");
        try
        {
            Directory.CreateDirectory(folder);

            // Written beside and renamed: a file that is there is whole, and a second try replaces it.
            await File.WriteAllTextAsync(path + ".part", Eml.Write(letter), cancel);
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            throw new MailRefusedException($"{folder}: {full.Message}", forGood: false, full);
        }
    }
}
