using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>By what two cases of a type are taken for the same matter.</summary>
[Means("By what two cases of a type are taken for the same matter: shown before the second is opened, never forbidden.")]
public sealed record CaseDuplicates
{
    /// <summary>The name that stands for the person a case is about.</summary>
    public const string Contact = "contact";

    /// <summary>The name that stands for the case's kind.</summary>
    public const string Kind = "kind";

    public Place At { get; init; }

    [Means("What they share: contact for the person, kind, or fields of the case. A field that neither has is shared too.")]
    public required IReadOnlyList<Name> Same { get; init; }

    [Means("How near in time the earlier one was opened: hours or days.")]
    public required Due Within { get; init; }

    /// <summary>How near in time, as a span.</summary>
    public TimeSpan Span => Within.Hours is { } hours ? TimeSpan.FromHours(hours) : TimeSpan.FromDays(Within.Days ?? 0);
}
