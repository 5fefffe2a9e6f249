using System.Globalization;
using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Organizations;
using Atiende.Packs.Model;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Activities;

/// <summary>What the pages of activities ask: in whose name, on whose clock, and what was typed.</summary>
internal sealed class ActivityDesk(IContractCases contract, IOrganizations organizations, ICurrentMember member, TimeProvider clock)
{
    private static readonly YearMonthPattern MonthText = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The organisation's clock.</summary>
    public DateTimeZone Zone => organizations.Current.Times.Zone;

    /// <summary>Today there.</summary>
    public LocalDate Today => Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(Zone).Date;

    /// <summary>The only institutions whose activities the asker sees; none for the staff, which sees all.</summary>
    public IReadOnlyList<string> Parties => [.. member.Sees.Select(sees => sees.Value)];

    /// <summary>The institutions that an activity may concern.</summary>
    public IReadOnlyList<string> AllParties => contract.Parties?.Values ?? [];

    /// <summary>Whether the asker plans and changes activities.</summary>
    public bool MayChange => member.Sees.Count == 0 && (member.Can(Ability.Administer) || member.Can(Ability.Supervise));

    /// <summary>The regions of the pack, where its cases have one.</summary>
    public IReadOnlyList<string> Regions => organizations.Current.Pack.Cases.FirstOrDefault(type => type.Filing is not null) is { } type
        && type.Filing!.Parts.GetValueOrDefault("region") is { } region && type.Fields.FirstOrDefault(f => f.Id.Value == region)?.Catalogue is { } catalogue
            ? [.. organizations.Current.Pack.Catalogues.FirstOrDefault(c => c.Id == catalogue.Value)?.Entries.Select(entry => entry.Name) ?? []] : [];

    /// <summary>The month an address names; this one otherwise.</summary>
    public YearMonth Month(string? said) => said is not null && MonthText.Parse(said) is { Success: true, Value: var month } ? month : Today.ToYearMonth();

    /// <summary>A month as an address names it.</summary>
    public static string Address(YearMonth month) => $"/activities?month={MonthText.Format(month)}";

    /// <summary>The beginning of a day.</summary>
    public DateTimeOffset Start(LocalDate day) => Zone.AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();

    /// <summary>The day of an instant.</summary>
    public LocalDate DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Zone).Date;

    /// <summary>The hour of an instant, as forms take it.</summary>
    public string HourOf(DateTimeOffset at) => Hour.Format(Instant.FromDateTimeOffset(at).InZone(Zone).TimeOfDay);

    /// <summary>When it is, as people read it.</summary>
    public string When(ActivityView one)
    {
        var day = DayOf(one.StartsAt).ToDateOnly().ToString("dddd d MMMM", CultureInfo.CurrentUICulture);
        return one.What.AllDay ? day : one.What.EndsAt is { } ends ? $"{day}, {HourOf(one.StartsAt)}–{HourOf(ends)}" : $"{day}, {HourOf(one.StartsAt)}";
    }

    /// <summary>What was typed.</summary>
    public ActivityDraft Read(IFormCollection form)
    {
        LocalDate? day = LocalDatePattern.Iso.Parse(form["day"].ToString()) is { Success: true, Value: var read } ? read : null;
        LocalTime? from = Hour.Parse(form["from"].ToString()) is { Success: true, Value: var begins } ? begins : null;
        LocalTime? until = Hour.Parse(form["until"].ToString()) is { Success: true, Value: var ends } ? ends : null;
        return new(form["title"].ToString(), Choice<ActivityKind>(form["kind"]), day is { } on ? At(on, from) : null, from is null,
            day is { } same && from is not null && until is { } end ? At(same, end) : null,
            form["region"], form["establishments"], AllParties.Contains(form["party"].ToString()) ? form["party"].ToString() : null,
            form["responsible"], Choice<ActivityState>(form["state"]), form["notes"]);
    }

    private DateTimeOffset At(LocalDate day, LocalTime? hour) => hour is { } time ? Zone.AtLeniently(day.At(time)).ToDateTimeOffset().ToUniversalTime() : Start(day);

    private static TChoice Choice<TChoice>(string? said) where TChoice : struct, Enum =>
        Enum.TryParse<TChoice>(said, ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : default;
}
