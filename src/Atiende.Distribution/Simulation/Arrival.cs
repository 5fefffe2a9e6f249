using System.Collections.Immutable;
using System.Globalization;
using Atiende.Distribution.Rules;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Distribution.Simulation;

/// <summary>Somebody who comes, when and to which queue.</summary>
/// <param name="At">When.</param>
/// <param name="Queue">Where.</param>
/// <param name="Channel">By what.</param>
/// <param name="HandlingSeconds">How long the attention takes; null: drawn.</param>
public sealed record Arrival(Instant At, string Queue, Channel Channel = Channel.Voice, double? HandlingSeconds = null);

/// <summary>How many come to a queue in an interval.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Length">Its length.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Calls">How many come in it on the average.</param>
public sealed record ArrivalRate(Instant From, Duration Length, string Queue, double Calls);

/// <summary>Arrivals from a file, or from rates by chance.</summary>
public static class Arrivals
{
    /// <summary>By chance at the rates, evenly within each interval (Poisson), in order of time.</summary>
    public static IEnumerable<Arrival> Of(IEnumerable<ArrivalRate> rates, Dice dice)
    {
        foreach (var together in rates.GroupBy(rate => rate.From).OrderBy(group => group.Key))
        {
            var made = new List<Arrival>();
            foreach (var rate in together.Where(rate => rate.Calls > 0))
            {
                var seconds = rate.Length.TotalSeconds;
                for (var at = dice.Exponential(seconds / rate.Calls); at < seconds; at += dice.Exponential(seconds / rate.Calls))
                {
                    made.Add(new(rate.From + Duration.FromSeconds(at), rate.Queue));
                }
            }

            foreach (var arrival in made.OrderBy(arrival => arrival.At)) yield return arrival;
        }
    }

    /// <summary>Reads <c>at,queue[,channel[,handling seconds]]</c>, one a line after a heading, times in ISO 8601 UTC.</summary>
    /// <exception cref="FormatException">Names the line and what is wrong in it.</exception>
    public static ImmutableArray<Arrival> Read(TextReader file)
    {
        var read = ImmutableArray.CreateBuilder<Arrival>();
        file.ReadLine();
        for (var number = 2; file.ReadLine() is { } line; number++)
        {
            if (line.Trim() == "") continue;
            var cells = line.Split(',');
            if (cells.Length < 2) throw new FormatException($"line {number}: a time and a queue are wanted");
            if (!InstantPattern.ExtendedIso.Parse(cells[0].Trim()).TryGetValue(default, out var at)) throw new FormatException($"line {number}: not a time: {cells[0]}");
            var channel = Channel.Voice;
            if (cells.Length > 2 && cells[2].Trim() != "" && !Enum.TryParse(cells[2].Trim(), true, out channel)) throw new FormatException($"line {number}: not a channel: {cells[2]}");
            double? handling = null;
            if (cells.Length > 3 && cells[3].Trim() != "")
            {
                if (!double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !(seconds >= 0)) throw new FormatException($"line {number}: not seconds: {cells[3]}");
                handling = seconds;
            }

            read.Add(new(at, cells[1].Trim(), channel, handling));
        }

        return [.. read.OrderBy(arrival => arrival.At)];
    }
}
