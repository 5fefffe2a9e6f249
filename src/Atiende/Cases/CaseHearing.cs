using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Keeps the words of what was said about a case.</summary>
internal sealed class CaseHearing(Db db) : ICaseWords
{
    public Task Hear(Guid id, string text, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == id, inner) is { } one) Keep(one, text);
    }, cancel);

    /// <summary>The words beside those that it has.</summary>
    public static void Keep(Case one, string text)
    {
        one.HeardText = CaseWords.SearchText(text, one.HeardText);
        one.SearchText = CaseWords.SearchText(one.HeardText, one.SearchText);
    }
}
