using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Atiende.Values.Tests;

/// <summary>Checks a claim on made-up values; a failure prints the value and the seed.</summary>
internal static class For
{
    // The same values each time: a run that failed once fails again.
    private static readonly FSharpOption<Replay> Always = FSharpOption<Replay>.Some(new Replay(new Rnd(7919, 2654435761), FSharpOption<int>.None));

    public static void All<T>(Gen<T> values, Func<T, bool> claim) =>
        Prop.ForAll(values.ToArbitrary(), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true).WithReplay(Always));

    public static Gen<string> Digits(int length) =>
        Gen.Choose(0, 9).ArrayOf(length).Select(digits => string.Concat(digits));

    /// <summary>Text with everything in it, whole characters or not.</summary>
    public static Gen<string> AnyText =>
        Gen.OneOf(
            Gen.Choose(0, 0xFFFF).Select(code => (char)code),
            Gen.Elements("0123456789.,-+/ \n;:ABCabcKk@[]{}\"\\\u0301\ud83d".ToCharArray()))
        .ArrayOf().Select(characters => new string(characters));
}
