namespace Atiende.Distribution.Staffing;

/// <summary>
/// Waiting with endless patience: calls by chance (Poisson) at a steady rate, handling times exponential, all agents alike, first come first served (M/M/n).
/// Source: A. K. Erlang, 1917; in today's form Cooper, <i>Introduction to Queueing Theory</i>, 2nd ed., §3.5.
/// </summary>
public sealed record ErlangC
{
    /// <summary>A queue by its load.</summary>
    /// <param name="callsPerSecond">How many come.</param>
    /// <param name="handlingSeconds">How long one takes on the average, wrap-up included.</param>
    /// <param name="agents">How many attend; more than the load, else the queue grows without end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or time that is not positive, or no more agents than the load.</exception>
    public ErlangC(double callsPerSecond, double handlingSeconds, int agents)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(callsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(handlingSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(agents, callsPerSecond * handlingSeconds);
        (HandlingSeconds, Agents, Load) = (handlingSeconds, agents, callsPerSecond * handlingSeconds);

        // Erlang B by its recursion, which neither overflows nor loses digits: B(n) = aB(n-1) / (n + aB(n-1)).
        var blocked = 1.0;
        for (var n = 1; n <= agents; n++) blocked = Load * blocked / (n + (Load * blocked));
        Waits = agents * blocked / (agents - (Load * (1 - blocked)));
    }

    /// <summary>Average handling time in seconds.</summary>
    public double HandlingSeconds { get; }

    /// <summary>How many attend.</summary>
    public int Agents { get; }

    /// <summary>The load in erlangs: agents who would be busy all the time.</summary>
    public double Load { get; }

    /// <summary>The share that waits at all: C(n, a).</summary>
    public double Waits { get; }

    /// <summary>The average wait of all in seconds: C · h / (n − a).</summary>
    public double MeanWaitSeconds => Waits * HandlingSeconds / (Agents - Load);

    /// <summary>The share of an agent's time that is worked: a / n.</summary>
    public double Occupancy => Load / Agents;

    /// <summary>The share answered within a time: 1 − C · e^(−(n − a) t / h).</summary>
    public double AnsweredWithin(double seconds) => 1 - (Waits * Math.Exp(-(Agents - Load) * seconds / HandlingSeconds));

    /// <summary>The fewest agents by which at least this share is answered within a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A share that is not between 0 and 1.</exception>
    public static int AgentsFor(double callsPerSecond, double handlingSeconds, double share, double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var agents = (int)Math.Floor(callsPerSecond * handlingSeconds) + 1;
        while (new ErlangC(callsPerSecond, handlingSeconds, agents).AnsweredWithin(seconds) < share) agents++;
        return agents;
    }
}
