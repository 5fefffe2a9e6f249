namespace Atiende.Hosting;

/// <summary>Something outside this machine that the program cannot do its work without; <see cref="Readiness"/> asks for it.</summary>
public interface INeed
{
    /// <summary>What is wrong with it, in words for the operator; null when nothing is. Answers within a few seconds.</summary>
    Task<string?> Obstacle(CancellationToken cancel);
}
