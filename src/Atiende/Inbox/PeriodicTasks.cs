using System.Collections.Immutable;
using System.Globalization;
using Atiende.Organizations;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;
using Atiende.Values.Calendars;
using NodaTime;
using Period = Atiende.Procedures.Language.Period;

namespace Atiende.Inbox;

/// <summary>Puts into inboxes what an organisation's procedures begin by themselves, period by period.</summary>
internal sealed class PeriodicTasks(IInbox inbox, IOrganizations organizations, TimeProvider clock)
{
    /// <summary>Who puts them in.</summary>
    public const string By = "atiende";

    /// <summary>Names of the data that say which run is to be begun.</summary>
    public const string Document = "documento", Section = "seccion", Step = "paso";

    /// <summary>Puts in the newest task of each period that has come; one that is there stays as it is.</summary>
    public async Task PutDue(CancellationToken cancel)
    {
        var organization = organizations.Current;
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var local = now.InZone(organization.Times.Zone).LocalDateTime;
        foreach (var (section, start) in organization.Pack.Procedures.SelectMany(p => p.Sections)
            .SelectMany(section => section.Starts.Where(s => s.Every is not null).Select(start => (section, start))))
        {
            if (PeriodicStarts.Latest(start, local, organization.Times.Calendar) is { } latest)
                await inbox.Put(TaskOf(section, start, latest.At, latest.Period, organization.Times.Calendar), cancel);
        }
    }

    private static NewTask TaskOf(Procedures.Language.Section section, Start start, LocalDateTime at, string period, WorkCalendar calendar)
    {
        // Work of a day is done on the day; the documents give longer periods no end.
        var appeared = calendar.InstantOf(at);
        var due = start.Every is Period.Day ? DueRule.EndOfDay : null;
        var step = section.Steps.FirstOrDefault(s => s.Number.Value == start.Step?.Value);
        return new(KeyOf(section, start, period), TaskKind.Periodic, start.Label ?? section.Title, $"{section.Id} {section.Title} ({period})",
            step?.Role?.Value ?? section.Role, OnlyMember: null, NotMember: null,
            due?.Due(appeared, calendar).ToDateTimeOffset(), due?.Explain(appeared, calendar).Spanish,
            DataOf(section, start), Run: null, Interaction: null, Contact: null, By);
    }

    private static string KeyOf(Procedures.Language.Section section, Start start, string period) => string.Create(CultureInfo.InvariantCulture,
        $"periodic:{section.Document}:{section.Id}:{start.Every}{start.Day}-{start.Time?.ToString("HHmm", CultureInfo.InvariantCulture)}-{start.Step?.Value}:{period}");

    private static ImmutableSortedDictionary<string, Datum> DataOf(Procedures.Language.Section section, Start start)
    {
        var data = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase)
            .Add(Document, Datum.Of(section.Document.Value)).Add(Section, Datum.Of(section.Id.Value));
        return start.Step is { } step ? data.Add(Step, Datum.Of(step.Value.Contains('/', StringComparison.Ordinal) ? step.Value : ProcedureIndex.KeyOf(section.Id, step))) : data;
    }
}
