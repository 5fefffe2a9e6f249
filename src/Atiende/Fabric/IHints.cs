namespace Atiende.Fabric;

/// <summary>
/// Small hints between those who change something and the pages that show it: a topic of an organisation, never data.
/// A hint that is lost costs a page its freshness, nothing else; it is given after the commit.
/// </summary>
public interface IHints
{
    /// <summary>Tells that a topic changed: one member's pages, or all who listen. What only one looks at must not wake all.</summary>
    void Tell(string organization, string topic, string? member = null);

    /// <summary>Listens to an organisation's topics, as a member, from now on until disposed.</summary>
    IHintListener Listen(string organization, string member);
}

/// <summary>One who listens.</summary>
public interface IHintListener : IDisposable
{
    /// <summary>The topics that changed since the last time, each once; none where nothing changed in that time.</summary>
    Task<IReadOnlyCollection<string>> Next(TimeSpan patience, CancellationToken cancel);
}
