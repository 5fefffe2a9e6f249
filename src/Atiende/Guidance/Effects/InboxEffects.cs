using System.Collections.Immutable;
using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Guidance.Effects;

/// <summary>Puts the run into the inbox of a role, under the case it works on and its clock.</summary>
internal sealed class PassToEffect(IInbox inbox, ICases cases, IMembers members) : EffectHandler<PassTo>
{
    protected override async Task<EffectResult> Do(PassTo doing, EffectContext context, CancellationToken cancel)
    {
        var entry = context.Walker.Procedure[context.Run.Node];
        var title = $"{entry.Section.Title} · {entry.Step.Number} {entry.Node.Do ?? entry.Step.Do}";
        var worked = (await cases.OfRun(context.Row.Id, cancel)).Where(c => c.Open).ToList();
        var about = string.Join(" · ", worked.Select(c => $"{c.Folio} · {c.Title}").Append(doing.Reason).Where(part => !string.IsNullOrEmpty(part)));
        var unit = await UnitOf(doing, context, cancel);
        var first = worked.Where(c => c.DueAt is not null).MinBy(c => c.DueAt);
        await inbox.Put(new(context.Key(doing), TaskKind.Run, title, about.Length > 0 ? about : null, doing.Role, OnlyMember: null,
            NotMember: doing.AnotherPerson ? context.By.Member : null, first?.DueAt, first?.DueWhy,
            ImmutableSortedDictionary<string, Datum>.Empty, context.Row.Id, context.Row.InteractionId, context.Row.ContactId, context.By.Name)
        { Unit = unit }, cancel);
        return new(doing.AnotherPerson ? "passed-to-colleague" : "passed-to", [context.Organization.Words.Who(unit ?? doing.Role), doing.Reason ?? ""]);
    }

    // A unit where nobody has the role would leave it lying: then whoever has the role takes it.
    private async Task<string?> UnitOf(PassTo doing, EffectContext context, CancellationToken cancel) =>
        doing.Unit is { } named && context.Organization.Words.WhoIs(named) is { } unit
            && (await members.All(cancel)).Any(member => member.UnitId == unit && member.Roles.Contains(doing.Role)) ? unit : null;
}

/// <summary>Puts a matter into the inbox of roles or units; one that takes the place of an earlier one withdraws it.</summary>
internal sealed class HandOverEffect(IInbox inbox, ICases cases) : EffectHandler<HandOver>
{
    protected override async Task<EffectResult> Do(HandOver doing, EffectContext context, CancellationToken cancel)
    {
        var words = context.Organization.Words;
        var places = doing.To.ConvertAll(to => words.WhoIs(to) ?? throw Nobody(to));
        var (due, why) = context.Due(doing.Due, await Entered(doing, context, cancel));
        var entry = context.Walker.Procedure[doing.Node];
        // What goes on in the run itself needs no second task.
        if (!doing.IsTheRun && !doing.AnotherPerson)
        {
            var standing = doing.As is null ? [] : await inbox.Replace(
                new(context.Row.Id, doing.As, places, $"Rederivado a {string.Join(", ", places.Select(words.Who))}", context.By.Name), cancel);
            foreach (var to in places.Except(standing))
            {
                await inbox.Put(new($"{context.Key(doing)}:{to}", TaskKind.HandOver, doing.About ?? entry.Node.Do ?? entry.Section.Title, doing.How, to,
                    OnlyMember: null, NotMember: null, due, why, doing.Data, context.Row.Id, context.Row.InteractionId,
                    context.Row.ContactId, context.By.Name)
                { Matter = doing.As }, cancel);
            }
        }

        return new("handed-over", [doing.Called ?? string.Join(", ", places.Select(words.Who)), doing.How ?? ""]);
    }

    private async Task<DateTimeOffset?> Entered(HandOver doing, EffectContext context, CancellationToken cancel) =>
        doing.Due?.From is { } name && context.Run.Cases.TryGetValue(name, out var from)
            ? (await cases.OfRun(context.Row.Id, cancel)).FirstOrDefault(one => one.Type == from.Type)?.OpenedAt : null;

    private static CaseRefusedException Nobody(string to) =>
        new(new($"No hay una unidad ni un rol «{to}» a quien entregarlo.", $"There is no unit or role \"{to}\" to hand it to."));
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
