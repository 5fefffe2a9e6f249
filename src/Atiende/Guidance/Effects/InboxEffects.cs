using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Guidance.Effects;

/// <summary>Puts the run into the inbox of a role, under the case it works on and its clock.</summary>
internal sealed class PassToEffect(IInbox inbox, ICases cases) : EffectHandler<PassTo>
{
    protected override async Task<EffectResult> Do(PassTo doing, EffectContext context, CancellationToken cancel)
    {
        var entry = context.Walker.Procedure[context.Run.Node];
        var title = $"{entry.Section.Title} · {entry.Step.Number} {entry.Node.Do ?? entry.Step.Do}";
        var worked = (await cases.OfRun(context.Row.Id, cancel)).Where(c => c.Open).ToList();
        var about = string.Join(" · ", worked.Select(c => $"{c.Folio} · {c.Title}").Append(doing.Reason).Where(part => !string.IsNullOrEmpty(part)));
        var first = worked.Where(c => c.DueAt is not null).MinBy(c => c.DueAt);
        await inbox.Put(new(context.Key(doing), TaskKind.Run, title, about.Length > 0 ? about : null, doing.Role, OnlyMember: null,
            NotMember: doing.AnotherPerson ? context.By.Member : null, first?.DueAt, first?.DueWhy,
            ImmutableSortedDictionary<string, Datum>.Empty, context.Row.Id, context.Row.InteractionId, context.Row.ContactId, context.By.Name), cancel);
        return new(doing.AnotherPerson ? "passed-to-colleague" : "passed-to", [context.Organization.Words.Who(doing.Role), doing.Reason ?? ""]);
    }
}

/// <summary>Puts a matter into the inbox of roles or units.</summary>
internal sealed class HandOverEffect(IInbox inbox) : EffectHandler<HandOver>
{
    protected override async Task<EffectResult> Do(HandOver doing, EffectContext context, CancellationToken cancel)
    {
        var words = context.Organization.Words;
        var (due, why) = context.Due(doing.Due);
        var entry = context.Walker.Procedure[doing.Node];
        // What goes on in the run itself needs no second task.
        if (!doing.IsTheRun && !doing.AnotherPerson)
        {
            foreach (var to in doing.To)
            {
                await inbox.Put(new($"{context.Key(doing)}:{to}", TaskKind.HandOver, doing.About ?? entry.Node.Do ?? entry.Section.Title, doing.How, to,
                    OnlyMember: null, NotMember: null, due, why, doing.Data, context.Row.Id, context.Row.InteractionId,
                    context.Row.ContactId, context.By.Name), cancel);
            }
        }

        return new("handed-over", [doing.Called ?? string.Join(", ", doing.To.Select(words.Who)), doing.How ?? ""]);
    }
}

/// <summary>Makes a promise a task with owner and due time.</summary>
internal sealed class PromiseEffect(IInbox inbox) : EffectHandler<Promise>
{
    protected override async Task<EffectResult> Do(Promise doing, EffectContext context, CancellationToken cancel)
    {
        var (due, why) = context.Due(doing.Due);
        if (!doing.Kept)
        {
            await inbox.Put(new(context.Key(doing), TaskKind.Promise, doing.About, context.Organization.Pack.Identity.PersonCalled, doing.Owner,
                OnlyMember: null, NotMember: null, due, why, ImmutableSortedDictionary<string, Datum>.Empty,
                context.Row.Id, context.Row.InteractionId, context.Row.ContactId, context.By.Name), cancel);
        }

        return new(doing.Kept ? "promise-kept" : "promised", [doing.About, why ?? ""]);
    }
}
