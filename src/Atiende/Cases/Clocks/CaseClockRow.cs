using System.Collections.Immutable;
using System.Globalization;
using Atiende.Measures;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Atiende.Values.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Atiende.Cases.Clocks;

/// <summary>A clock of a case. It keeps the term it began with; whom it tells is what the pack in force says.</summary>
internal sealed class CaseClockRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }

    /// <summary>What it is called; with the case it is what it is known by. The case type's name, with a number where that clock began again.</summary>
    public required string Name { get; init; }

    /// <summary>The case type's clock that it is, where it is called otherwise.</summary>
    public string? Of { get; init; }

    /// <summary>The name of the case type's clock that it is.</summary>
    public string Rule => Of ?? Name;

    /// <summary>What it is called, in both languages.</summary>
    public Bilingual Called(IReadOnlyDictionary<string, string> english) => new(Name, Of is null ? english.GetValueOrDefault(Name, Name)
        : english.GetValueOrDefault(Of, Of) + Name[Name.LastIndexOf(" (", StringComparison.Ordinal)..]);

    /// <summary>The name of a clock's second, third… time on one case.</summary>
    public static string Numbered(string name, int time)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $" ({time})");
        return string.Concat(name.AsSpan(0, Math.Min(name.Length, CaseClockTable.NameLength - end.Length)), end);
    }
    public required DueUnit Unit { get; init; }
    public required int Amount { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public ImmutableArray<KeptPause> Pauses { get; set; } = [];
    public DateTimeOffset? PausedSince { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Whether it was stopped in time; null while it runs, and where the case was closed before the clock's state was reached.</summary>
    public bool? InTime { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public Bilingual Why { get; set; } = new("", "");

    /// <summary>When it has something to say next.</summary>
    public DateTimeOffset? NextAlarmAt { get; set; }

    /// <summary>What it has said: whatever the wall clock does, it is not said again.</summary>
    public ImmutableArray<string> Said { get; set; } = [];

    /// <summary>The clock as it is counted.</summary>
    public Clock ToClock(CaseClock? inForce) => new(
        new(new(Unit, Amount))
        {
            Warnings = [.. (inForce?.Warn ?? []).Select(warning => warning.Percent)],
            Escalations = [.. (inForce?.Escalate ?? []).Select(step => new ClockEscalation(step.Percent, step.To))],
        },
        Instant.FromDateTimeOffset(StartedAt))
    {
        Pauses = [.. Pauses.Select(pause => new ClockPause(Instant.FromDateTimeOffset(pause.From), InstantOf(pause.To), pause.Reason))],
        Stopped = InstantOf(StoppedAt),
    };

    /// <summary>Takes over what became of the clock.</summary>
    public void Keep(Clock clock, WorkCalendar calendar)
    {
        var reading = clock.Read(clock.Stopped ?? clock.Started, calendar);
        Pauses = [.. clock.Pauses.Select(pause => new KeptPause(pause.From.ToDateTimeOffset(), pause.To?.ToDateTimeOffset(), pause.Reason))];
        PausedSince = clock.IsPaused ? Pauses[^1].From : null;
        StoppedAt = clock.Stopped?.ToDateTimeOffset();
        DueAt = reading.Due?.ToDateTimeOffset();
        Why = reading.Why;
        NextAlarmAt = clock.NextAlarm(Said, calendar)?.ToDateTimeOffset();
    }

    private static Instant? InstantOf(DateTimeOffset? at) => at is { } some ? Instant.FromDateTimeOffset(some) : null;
}

/// <summary>A pause as it is stored.</summary>
internal sealed record KeptPause(DateTimeOffset From, DateTimeOffset? To, Bilingual Reason);

internal sealed class CaseClockTable : IEntityTypeConfiguration<CaseClockRow>
{
    public const int NameLength = 200;

    public void Configure(EntityTypeBuilder<CaseClockRow> table)
    {
        table.ToTable("CaseClocks");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Name });
        table.Property(x => x.Name).HasMaxLength(NameLength);
        table.Property(x => x.Of).HasMaxLength(NameLength);
        table.Ignore(x => x.Rule);
        table.Property(x => x.Pauses).HasJson();
        table.Property(x => x.Why).HasJson();
        table.Property(x => x.Said).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.NextAlarmAt });
        table.HasIndex(x => new { x.OrganizationId, x.StoppedAt, x.DueAt });
    }
}
