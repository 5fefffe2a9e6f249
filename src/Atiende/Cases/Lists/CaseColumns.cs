using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;

namespace Atiende.Cases.Lists;

/// <summary>The columns of lists: those of every case, and the fields of a case type that are short and nobody's own.</summary>
internal sealed class CaseColumns
{
    public IReadOnlyList<CaseColumn> Of(Pack pack, string? type) =>
    [
        .. CaseColumn.OfAll.Select(id => new CaseColumn(id, null)),
        .. (pack.Cases.FirstOrDefault(t => t.Id.Value == type)?.Fields ?? []).Where(IsShown)
            .Select(f => new CaseColumn(CaseColumn.FieldPrefix + f.Id.Value, FieldLabels.Of(pack).In(f.Label, Shell.Texts.Language))),
    ];

    /// <summary>Whether a field may stand in a list.</summary>
    public static bool IsShown(Field field) =>
        !field.Personal && !field.Secret && field.Type is not (FieldKind.LongText or FieldKind.Rows or FieldKind.File or FieldKind.Choices);
}
