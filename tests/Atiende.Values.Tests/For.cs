using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Atiende.Values.Tests;

/// <summary>Checks a claim on made-up values; a failure prints the value and the seed.</summary>
internal static class For
{
    // Odd, as the generator wants it.
    private const ulong Gamma = 2654435761;

    // The short run checks the same values each time: a run that failed once fails again. The long one looks for new faults.
    private static readonly (ulong[] Seeds, int Values) Run = Environment.GetEnvironmentVariable("ATIENDE_LONG") is null
        ? ([7919], 1000)
        : ([.. Enumerable.Range(1, 300).Select(seed => (ulong)seed * 7919)], 300);

    public static void All<T>(Gen<T> values, Func<T, bool> claim)
    {
        foreach (var seed in Run.Seeds)
        {
            var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(seed, Gamma), FSharpOption<int>.None));
            Prop.ForAll(values.ToArbitrary(), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(Run.Values).WithQuietOnSuccess(true).WithReplay(replay));
        }
    }

    public static Gen<string> Digits(int length) =>
        Gen.Choose(0, 9).ArrayOf(length).Select(digits => string.Concat(digits));

    /// <summary>Text with everything in it, whole characters or not.</summary>
    public static Gen<string> AnyText =>
        Gen.OneOf(
            Gen.Choose(0, 0xFFFF).Select(code => (char)code),
            Gen.Elements("0123456789.,-+/ \n;:ABCabcKk@[]{}\"\\\u0301\ud83d".ToCharArray()))
        .ArrayOf().Select(characters => new string(characters));
}
