namespace Atiende.Bench;

/// <summary>What many measurements come to.</summary>
internal static class Figures
{
    /// <summary>Percentiles of times in milliseconds, which are sorted by it.</summary>
    public static string Of(List<double> took)
    {
        if (took.Count == 0) return "nothing measured";

        took.Sort();
        double At(double part) => took[Math.Min(took.Count - 1, (int)(took.Count * part))];
        return $"p50 {At(.5):0.0} ms, p95 {At(.95):0.0} ms, p99 {At(.99):0.0} ms, max {took[^1]:0.0} ms";
    }
}
