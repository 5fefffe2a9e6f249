namespace Atiende.Fabric;

/// <summary>A room for whose sake a person is not forgotten: cases, late attentions, an account of the portal. Found by its type.</summary>
public interface IKeepsContacts
{
    /// <summary>The people whom it needs, where what ended before a moment no longer counts.</summary>
    IQueryable<Guid> Kept(DateTimeOffset before);
}
