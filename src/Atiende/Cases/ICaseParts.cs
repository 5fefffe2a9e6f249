namespace Atiende.Cases;

/// <summary>Something that another room shows on a case's page: it registers one of these, and its component gets the case as <c>Case</c>.</summary>
/// <param name="Component">A component with a parameter <c>Case</c> of <see cref="CaseDetails"/>.</param>
/// <param name="Order">Where it stands among the others.</param>
/// <param name="Beside">Whether it stands in the narrow column, beside the case's data.</param>
public sealed record CasePart(Type Component, int Order, bool Beside = false)
{
    /// <summary>What the component's parameter is called.</summary>
    public const string Parameter = "Case";
}
