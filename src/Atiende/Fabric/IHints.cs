namespace Atiende.Fabric;

/// <summary>
/// Small hints between those who change something and the pages that show it: a topic of an organisation, never data.
/// A hint that is lost costs a page its freshness, nothing else; it is given after the commit.
/// </summary>
public interface IHints
{
    /// <summary>Tells all who listen that a topic changed.</summary>
    void Tell(string organization, string topic);

    /// <summary>The topics that change from now on, each once however often it changed meanwhile.</summary>
    IAsyncEnumerable<string> Listen(string organization, CancellationToken cancel);
}
