using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Records;

namespace Atiende.Desk;

/// <summary>What the desk shows, gathered from the rooms.</summary>
public sealed class DeskModel(
    IOrganizations organizations, IInteractions interactions, IGuidance guidance, IContacts contacts, IRecords records, ICases cases,
    IInbox inbox, IRunSight sight, ICurrentMember member)
{
    // What fits beside a guide without scrolling for long.
    private const int HistoryMost = 14;

    /// <summary>The organisation on duty.</summary>
    public Organization Organization => organizations.Current;

    /// <summary>Who attends.</summary>
    public Actor Actor => new(member.Id, member.Name, member.RoleIds) { Unit = member.UnitId };

    /// <summary>The left side: what is open, and what waits.</summary>
    public async Task<DeskList> List(Guid? shown, CancellationToken cancel)
    {
        var open = await interactions.OpenOf(member.Id, cancel);
        var tasks = await inbox.For(member.Id, member.RoleIds, member.UnitId, cancel);
        return new(open, tasks, shown);
    }

    /// <summary>An attention with the run that leads it.</summary>
    public async Task<DeskAttention?> Attention(Guid id, Guid? run, CancellationToken cancel)
    {
        if (await interactions.Find(id, cancel) is not { } details || !await sight.SeesAttention(id, cancel)) return null;

        var runs = await guidance.OfInteraction(id, cancel);
        var leading = run ?? runs.LastOrDefault(r => r.Status is not RunStatus.Ended)?.Id ?? (runs.Count > 0 ? runs[^1].Id : null);
        var view = leading is { } which ? await guidance.Find(which, cancel) : null;
        var summary = details.Summary;
        var channel = Procedures.Reading.Shape.Kebab(summary.Channel.ToString());
        return new(details, runs, view, guidance.Choices(summary.Line, channel, summary.Outgoing));
    }

    /// <summary>The cases that a run works on, whole.</summary>
    public async Task<IReadOnlyList<CaseDetails>> CasesOfRun(Guid run, CancellationToken cancel)
    {
        var found = new List<CaseDetails>();
        foreach (var one in await cases.OfRun(run, cancel))
            if (await cases.Find(one.Id, cancel) is { } details) found.Add(details);
        return found;
    }

    /// <summary>The right side: the person, whole.</summary>
    public async Task<DeskPerson> Person(Guid? contact, Guid? interaction, CancellationToken cancel)
    {
        if (contact is not { } id || await contacts.Read(id, member.Name, "desk", cancel) is not { } known) return new(null, new([], []), [], []);

        var keys = new PersonKeys(known.Document, known.Telephones, known.Mails, known.Name);
        return new(known, await records.About(keys, member.RoleIds, cancel), await cases.OfContact(id, cancel),
            [.. (await interactions.OfContact(id, HistoryMost, cancel)).Where(i => i.Id != interaction)]);
    }
}

/// <summary>The left side of the desk.</summary>
public sealed record DeskList(IReadOnlyList<InteractionSummary> Open, IReadOnlyList<TaskView> Tasks, Guid? Shown);

/// <summary>The middle of the desk.</summary>
public sealed record DeskAttention(InteractionDetails Details, IReadOnlyList<RunSummary> Runs, RunView? Run, IReadOnlyList<SectionChoice> Choices);

/// <summary>The right side of the desk.</summary>
public sealed record DeskPerson(
    ContactDetails? Contact, RecordAnswer Records, IReadOnlyList<CaseSummary> Cases, IReadOnlyList<InteractionSummary> History);
