using Atiende.Values;
using Atiende.Values.Calendars;
using NodaTime;

namespace Atiende.Measures;

/// <summary>Says in a line how a clock's due time was counted: the term, its start, its pauses with their reasons, its end.</summary>
internal static class ClockExplanation
{
    public static Bilingual Of(Clock clock, Instant? due, WorkCalendar calendar)
    {
        var pauses = clock.Pauses.Where(pause => (due is null || pause.From < due) && (pause.To is not { } to || to > Instant.Max(pause.From, clock.Started))).ToList();
        return clock.Rule.Term.Explain(clock.Started, due, pauses.Count == 0 ? null : Paused(clock, pauses, calendar), calendar);
    }

    private static Bilingual Paused(Clock clock, List<ClockPause> pauses, WorkCalendar calendar)
    {
        var said = pauses.ConvertAll(pause => pause.To is { } to ? Past(clock, pause, to, calendar) : Open(clock, pause, calendar));
        return new(string.Concat(said.Select(s => s.Spanish)), string.Concat(said.Select(s => s.English)));
    }

    private static Bilingual Past(Clock clock, ClockPause pause, Instant to, WorkCalendar calendar)
    {
        var (from, until) = (calendar.SayMoment(pause.From), calendar.SayMoment(to));
        var length = Length(clock.Between(Instant.Max(pause.From, clock.Started), to, calendar));
        return new(
            $", más {length}{(clock.CountsOpenHours ? " hábiles" : "")} en pausa ({from.Spanish} a {until.Spanish}: {pause.Reason.Spanish})",
            $", plus {length}{(clock.CountsOpenHours ? " of open hours" : "")} paused ({from.English} to {until.English}: {pause.Reason.English})");
    }

    private static Bilingual Open(Clock clock, ClockPause pause, WorkCalendar calendar)
    {
        var from = calendar.SayMoment(pause.From);
        var counted = Length(clock.Elapsed(pause.From, calendar));
        return new(
            $", en pausa desde {from.Spanish} con {counted} contadas ({pause.Reason.Spanish})",
            $", paused since {from.English} with {counted} counted ({pause.Reason.English})");
    }

    // "29 h", "5 h 20 min", "10 min".
    private static string Length(Duration time)
    {
        var minutes = (long)Math.Floor(time.TotalMinutes);
        return (minutes / 60, minutes % 60) switch
        {
            (0, var rest) => $"{rest} min",
            (var hours, 0) => $"{hours} h",
            var (hours, rest) => $"{hours} h {rest} min",
        };
    }
}
