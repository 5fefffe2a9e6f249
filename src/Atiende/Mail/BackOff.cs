namespace Atiende.Mail;

/// <summary>How long a message waits after a failed try, and when it has failed for good: half a minute, doubled up to an hour, a day in all.</summary>
internal static class BackOff
{
    /// <summary>Tries before a message has failed for good.</summary>
    public const int Tries = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between two tries.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait after the given number of failed tries.</summary>
    public static TimeSpan After(int tries)
    {
        // Past the seventh doubling it is over an hour anyway; the shift must not overflow.
        var wait = First * (1 << Math.Clamp(tries - 1, 0, 10));
        return wait < Longest ? wait : Longest;
    }
}
