namespace Atiende.Attachments;

/// <summary>Looks into files before they are kept.</summary>
public interface IVirusScan
{
    /// <summary>Whether there is one.</summary>
    bool IsOn { get; }

    /// <summary>What was found in it; null where nothing was.</summary>
    /// <exception cref="VirusScanDownException">It could not be looked into.</exception>
    Task<string?> Find(ReadOnlyMemory<byte> content, CancellationToken cancel);
}

/// <summary>The scanner does not answer, or cannot say.</summary>
public sealed class VirusScanDownException(string why, Exception? inner = null) : Exception(why, inner);
