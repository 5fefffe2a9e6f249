namespace Atiende.Fabric;

/// <summary>Whose matters work that no request began may see: it is done in somebody's name. Set before the work asks anything.</summary>
internal sealed class SightOfWork
{
    /// <summary>The only units whose matters are seen; null for all, which is what a job of the program's own sees.</summary>
    public IReadOnlyCollection<string>? Units { get; set; }
}
