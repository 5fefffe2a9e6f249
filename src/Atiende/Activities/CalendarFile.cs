using System.Globalization;
using System.Text;

namespace Atiende.Activities;

/// <summary>Activities as an iCalendar file (RFC 5545), for any calendar program.</summary>
internal static class CalendarFile
{
    // RFC 5545 §3.1: a line is no longer, in octets; it goes on after a space.
    private const int LineOctets = 75;

    /// <summary>The file's text.</summary>
    /// <param name="name">What the calendar is called.</param>
    /// <param name="activities">What is in it.</param>
    /// <param name="zone">The clock whose days are whole days.</param>
    /// <param name="host">After the @ of each event's id, which must be the world's only one.</param>
    /// <param name="link">The page of an activity.</param>
    public static string Of(string name, IEnumerable<ActivityView> activities, TimeZoneInfo zone, string host, Func<Guid, string> link)
    {
        var file = new StringBuilder();
        void Line(string text) => Fold(file, text);
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Atiende//Activities//ES");
        Line("CALSCALE:GREGORIAN");
        Line($"X-WR-CALNAME:{Escaped(name)}");
        foreach (var one in activities)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{one.Id}@{host}");
            Line($"DTSTAMP:{Utc(one.ChangedAt)}");
            Line(one.What.AllDay ? $"DTSTART;VALUE=DATE:{Day(one.StartsAt, zone)}" : $"DTSTART:{Utc(one.StartsAt)}");
            if (one.What.EndsAt is { } ends && !one.What.AllDay) Line($"DTEND:{Utc(ends)}");
            Line($"SUMMARY:{Escaped(one.What.Title)}");
            if (Place(one.What) is { Length: > 0 } place) Line($"LOCATION:{Escaped(place)}");
            if (one.What.Notes is { } notes) Line($"DESCRIPTION:{Escaped(notes)}");
            Line($"URL:{link(one.Id)}");
            Line($"STATUS:{(one.What.State is ActivityState.Cancelled ? "CANCELLED" : "CONFIRMED")}");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return file.ToString();
    }

    private static string Place(ActivityDraft what) => string.Join(" · ", new[] { what.Region, what.Establishments?.ReplaceLineEndings(", ") }.Where(part => !string.IsNullOrEmpty(part)));

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    // RFC 5545 §3.3.11.
    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c)).Select(c => c switch
    {
        '\\' => "\\\\",
        ';' => "\\;",
        ',' => "\\,",
        '\n' => "\\n",
        _ => c.ToString(),
    }));

    private static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
