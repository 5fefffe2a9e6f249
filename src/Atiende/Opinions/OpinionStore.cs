using System.Security.Cryptography;
using System.Text;
using Atiende.Cases;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Opinions;

/// <summary>Opinions on closed cases.</summary>
internal sealed class OpinionStore(Db db, IOrganizations organizations, ICases cases, TimeProvider clock) : IOpinions
{
    public async Task<OpinionAsked?> Find(string token, CancellationToken cancel)
    {
        var hash = HashOf(token);
        return await db.Set<OpinionRow>().AsNoTracking().FirstOrDefaultAsync(o => o.TokenHash == hash, cancel) is { } row ? Shown(row) : null;
    }

    public async Task<bool> Give(string token, int mark, string comment, CancellationToken cancel)
    {
        if (mark is < 1 or > IOpinions.Best) return false;

        var hash = HashOf(token);
        comment = comment.Trim() is { Length: > IOpinions.CommentMost } tooLong ? tooLong[..IOpinions.CommentMost] : comment.Trim();
        return await db.Write(async inner =>
        {
            if (await db.Set<OpinionRow>().FirstOrDefaultAsync(o => o.TokenHash == hash, inner) is not { } row) return false;
            if (row.Mark is not null) return true;

            (row.Mark, row.Comment, row.GivenAt) = (mark, comment, clock.GetUtcNow());
            var said = comment.Length > 0 ? $" · {comment}" : "";
            await cases.Hear(new($"mark:{row.CaseId:N}", row.CaseId, new($"Satisfacción: {mark} de {IOpinions.Best}{said}", $"Satisfaction: {mark} of {IOpinions.Best}{said}"),
                organizations.Current.Pack.Portal?.Name ?? organizations.Current.Pack.Identity.ShortName), inner);
            return true;
        }, cancel);
    }

    public async Task<OpinionAsked?> Of(Guid ofCase, CancellationToken cancel) =>
        await db.Set<OpinionRow>().AsNoTracking().FirstOrDefaultAsync(o => o.CaseId == ofCase, cancel) is { } row ? Shown(row) : null;

    /// <summary>A token as it is stored.</summary>
    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static OpinionAsked Shown(OpinionRow row) => new(row.CaseId, row.AskedAt, row.Mark, row.Comment, row.GivenAt);
}
