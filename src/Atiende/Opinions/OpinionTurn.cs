using System.Buffers.Text;
using System.Security.Cryptography;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Texts = Atiende.Shell.Texts;

namespace Atiende.Opinions;

/// <summary>Asks the people of cases that were closed, each once.</summary>
internal sealed class OpinionTurn(
    Db db, IOrganizations organizations, ICaseMatters matters, ICorrespondence correspondence, PublicAddress address, Texts texts, TimeProvider clock)
{
    // What was closed longer ago is not asked about: the program was stopped, or the pack did not ask then.
    private static readonly TimeSpan Late = TimeSpan.FromDays(3);

    // Those who closed at the same time as the last that was asked about are looked at again.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private const int AtOnce = 200;
    private const int TokenBytes = 32;

    /// <summary>Asks; the result is how many were asked.</summary>
    public async Task<int> Take(CancellationToken cancel)
    {
        var asked = 0;
        foreach (var type in organizations.Current.Pack.Cases.Where(t => t.Messages?.Opinion is not null))
        {
            var closed = await matters.ClosedSince(type.Id, await Since(cancel), AtOnce, cancel);
            var ids = closed.Select(c => c.Id).ToList();
            var known = await db.Set<OpinionRow>().Where(o => ids.Contains(o.CaseId)).Select(o => o.CaseId).ToListAsync(cancel);
            foreach (var one in closed.Where(c => !known.Contains(c.Id)))
            {
                await db.Write(inner => Ask(one, type, inner), cancel);
                asked++;
            }
        }

        return asked;
    }

    private async Task<DateTimeOffset> Since(CancellationToken cancel)
    {
        var earliest = clock.GetUtcNow() - Late;
        return await db.Set<OpinionRow>().MaxAsync(o => (DateTimeOffset?)o.ClosedAt, cancel) is { } last && last - Overlap > earliest ? last - Overlap : earliest;
    }

    private async Task Ask(CaseMatter one, CaseType type, CancellationToken cancel)
    {
        if (await db.Set<OpinionRow>().AnyAsync(o => o.CaseId == one.Id, cancel)) return;

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        db.Add(new OpinionRow { CaseId = one.Id, TokenHash = OpinionStore.HashOf(token), ClosedAt = one.ClosedAt ?? now, AskedAt = now });
        var links = Enumerable.Range(1, IOpinions.Best).Reverse().Select(mark => $"{texts[$"opinions.mark.{mark}"]}: {address.OfPortal($"opinion?mark={mark}&token={token}")}");
        await correspondence.Send(type.Messages!.Opinion!.Value, one.Id, $"opinion:{one.Id:N}", string.Join('\n', links), cancel);
    }
}
