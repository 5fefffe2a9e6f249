namespace Atiende.Cases;

/// <summary>Whether who asks may see a case, without reading it.</summary>
public interface ICaseSight
{
    /// <summary>The type of a case that may be seen; null for any other id.</summary>
    Task<string?> TypeSeen(Guid id, CancellationToken cancel);
}
