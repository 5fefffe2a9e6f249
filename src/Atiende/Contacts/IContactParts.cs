namespace Atiende.Contacts;

/// <summary>Something that another room shows on a person's page: it registers one of these, and its component gets the person as <c>Person</c>.</summary>
/// <param name="Component">A component with a parameter <c>Person</c>, a <see cref="Guid"/>; what it reads, it reads as a <c>LoadingPart</c>.</param>
/// <param name="Order">Where it stands among the others.</param>
public sealed record ContactPart(Type Component, int Order)
{
    /// <summary>What the component's parameter is called.</summary>
    public const string Parameter = "Person";
}
