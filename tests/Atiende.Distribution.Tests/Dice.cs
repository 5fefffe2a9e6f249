namespace Atiende.Distribution.Tests;

/// <summary>Chance from a seed. The short run plays the same histories each time; the long one looks for new faults.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("ATIENDE_LONG") is null ? 12 : 2000)];

    public int Up(int to) => _random.Next(to);

    public bool OneIn(int many) => _random.Next(many) == 0;

    public T? Of<T>(IEnumerable<T> some) => some.ToList() is { Count: > 0 } all ? all[_random.Next(all.Count)] : default;
}
