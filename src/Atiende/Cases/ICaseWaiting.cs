namespace Atiende.Cases;

/// <summary>Whether cases wait for something that their person was asked for; the clocks whose pack says so do not run meanwhile.</summary>
public interface ICaseWaiting
{
    /// <summary>From now on it waits; nothing where it does already, or is closed. Takes part in the caller's transaction.</summary>
    Task Begin(Guid ofCase, string by, CancellationToken cancel);

    /// <summary>It waits no more, and so does the one that it goes on in; nothing where it does not wait. Takes part in the caller's transaction.</summary>
    Task End(Guid ofCase, string by, CancellationToken cancel);
}
