using System.Collections.Immutable;

namespace Atiende.Distribution.Simulation;

/// <summary>Where handling times and patience come from, in seconds.</summary>
public abstract record Times
{
    /// <summary>One of them.</summary>
    internal abstract double Next(Dice dice);

    /// <summary>Always the same.</summary>
    public sealed record Fixed(double Seconds) : Times
    {
        internal override double Next(Dice dice) => Seconds;
    }

    /// <summary>Exponentially distributed: what Erlang's formulas assume.</summary>
    public sealed record Exponential(double MeanSeconds) : Times
    {
        internal override double Next(Dice dice) => dice.Exponential(MeanSeconds);
    }

    /// <summary>Log-normally distributed: what calls are in the field (Brown et al., JASA 100(469), 2005).</summary>
    /// <param name="MeanSeconds">The mean.</param>
    /// <param name="Variation">The deviation as a part of the mean.</param>
    public sealed record LogNormal(double MeanSeconds, double Variation) : Times
    {
        internal override double Next(Dice dice)
        {
            var variance = Math.Log(1 + (Variation * Variation));
            return Math.Exp(Math.Log(MeanSeconds) - (variance / 2) + (Math.Sqrt(variance) * dice.Normal()));
        }
    }

    /// <summary>Drawn from times that were.</summary>
    /// <param name="Seconds">At least one.</param>
    public sealed record History(ImmutableArray<double> Seconds) : Times
    {
        internal override double Next(Dice dice) => Seconds[(int)(dice.Even() * Seconds.Length)];
    }
}
