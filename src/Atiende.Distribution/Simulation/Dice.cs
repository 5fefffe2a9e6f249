namespace Atiende.Distribution.Simulation;

/// <summary>Chance from a seed, the same on every machine (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).</summary>
/// <param name="seed">The same seed throws the same.</param>
public sealed class Dice(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>Evenly from 0 up to, not including, 1.</summary>
    public double Even()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Exponentially with this mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Even());

    /// <summary>Normally with mean 0 and deviation 1 (Box and Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Even())) * Math.Cos(2 * Math.PI * Even());
}
