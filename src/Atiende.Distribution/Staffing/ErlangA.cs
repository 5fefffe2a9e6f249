namespace Atiende.Distribution.Staffing;

/// <summary>
/// Waiting with exponential patience: as <see cref="ErlangC"/>, but who waits too long leaves (M/M/n+M). There is always a steady state.
/// Source: C. Palm, 1957; Garnett, Mandelbaum and Reiman, <i>Designing a Call Center with Impatient Customers</i>, M&amp;SOM 4(3), 2002. Computed from the chain's own balance.
/// </summary>
public sealed record ErlangA
{
    // What is below this share of the likeliest state is left out.
    private const double Negligible = 1e-15;

    /// <summary>A queue by its load and people's patience.</summary>
    /// <param name="callsPerSecond">How many come.</param>
    /// <param name="handlingSeconds">How long one takes on the average, wrap-up included.</param>
    /// <param name="patienceSeconds">How long one waits on the average before leaving.</param>
    /// <param name="agents">How many attend.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate, time or number that is not positive.</exception>
    public ErlangA(double callsPerSecond, double handlingSeconds, double patienceSeconds, int agents)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(callsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(handlingSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patienceSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);

        // p(j) with p(agents) = 1: downwards p(j-1) = p(j) · j / a; upwards p(j+1) = p(j) · λ / (n/h + (j+1-n)/patience).
        var load = callsPerSecond * handlingSeconds;
        var (all, atLeastBusy, waiting, busy) = (1.0, 1.0, 0.0, (double)agents);
        var p = 1.0;
        for (var j = agents; j > 0 && (p > Negligible * all || j > load); j--)
        {
            p *= j / load;
            all += p;
            busy += p * (j - 1);
        }

        p = 1.0;
        for (var queue = 1; ; queue++)
        {
            p *= callsPerSecond / ((agents / handlingSeconds) + (queue / patienceSeconds));
            all += p;
            atLeastBusy += p;
            waiting += p * queue;
            busy += p * agents;
            if (p < Negligible * all && callsPerSecond < (agents / handlingSeconds) + (queue / patienceSeconds)) break;
        }

        Waits = atLeastBusy / all;
        Abandons = waiting / all / patienceSeconds / callsPerSecond;
        MeanWaitSeconds = waiting / all / callsPerSecond;
        Occupancy = busy / all / agents;
    }

    /// <summary>The share that waits at all.</summary>
    public double Waits { get; }

    /// <summary>The share that leaves unanswered: those who wait, each at the rate of impatience, over those who come.</summary>
    public double Abandons { get; }

    /// <summary>The average wait of all, answered or not, in seconds (Little's law).</summary>
    public double MeanWaitSeconds { get; }

    /// <summary>The share of an agent's time that is worked.</summary>
    public double Occupancy { get; }
}
