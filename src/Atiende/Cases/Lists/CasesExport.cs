using System.Globalization;
using System.Runtime.CompilerServices;
using Atiende.Accounts;
using Atiende.Exports;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Cases.Lists;

/// <summary>A list of cases as a table: the cases that its address finds and whoever asked may see, with the fields of their type.</summary>
internal sealed class CasesExport(CaseListing listing, IOrganizations organizations, Shell.Texts texts) : IExportSource
{
    // Cases that are read at once.
    private const int Chunk = 500;

    public string Id => "cases";

    public string Policy => Policies.CanReview;

    public async Task<ExportTable> Open(ExportAsk ask, CancellationToken cancel)
    {
        var pack = organizations.Current.Pack;
        var address = CaseListAddress.Of(ask.Query);
        List<Field> fields = [.. (address.Type(pack)?.Fields ?? []).Where(field => !field.Secret && field.Type is not FieldKind.File)];
        var labels = FieldLabels.Of(pack);
        return new(texts["cases.title"],
            [
                texts["cases.export.folio"], texts["cases.type"], texts["cases.kind"], texts["cases.export.what"], texts["cases.state"], texts["cases.export.open"], texts["cases.to"],
                texts["cases.opened"], texts["cases.due"], texts["cases.export.closed"], texts["cases.reiterations"], .. fields.Select(field => labels.In(field.Label, Language)),
            ],
            await listing.Total(address.Filter(pack), cancel), TimeZoneInfo.FindSystemTimeZoneById(pack.Identity.Zone), Rows(address, fields, ask.Reader.Personal, cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        CaseListAddress address, IReadOnlyList<Field> fields, bool personal, [EnumeratorCancellation] CancellationToken cancel)
    {
        var organization = organizations.Current;
        var (pack, labels, filter) = (organization.Pack, FieldLabels.Of(organization.Pack), address.Filter(organization.Pack));
        var order = string.IsNullOrWhiteSpace(filter.Text) ? address.Order : CaseOrder.Opened;
        CasePlace? place = null;
        do
        {
            var some = await listing.Take(filter, new(order, address.Ascending, place), Chunk, c => c, cancel);
            foreach (var one in some)
            {
                var type = pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type);
                var known = personal ? [] : Personal(type, one);
                yield return
                [
                    one.Folio, labels.In(type?.Name ?? one.Type, Language), one.Kind is { } kind ? labels.In(kind, Language) : null, one.Title,
                    labels.In(StatePath.Name(type?.States ?? [], one.State), Language), one.IsOpen, one.To is { } to ? labels.In(organization.Words.Who(to), Language) : null,
                    one.OpenedAt, one.DueAt, one.ClosedAt, one.Reiterations,
                    .. fields.Select(field => one.Fields.TryGetValue(field.Id, out var value) ? Cell(field, IsFree(field, type), value, labels, personal, known) : null),
                ];
            }

            place = some.Count == Chunk ? CasePlace.Of(some[^1], order) : null;
        }
        while (place is not null);
    }

    // Text in which people write what they like.
    private static bool IsFree(Field field, CaseType? type) =>
        field.Type is FieldKind.LongText or FieldKind.Rows || type?.Contract?.Texts.Any(text => text.Value == field.Id.Value) == true;

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private static List<string> Personal(CaseType? type, Case one) =>
        [.. (type?.Fields ?? []).Where(field => field.Personal && one.Fields.ContainsKey(field.Id)).Select(field => one.Fields[field.Id].ToText())];

    // Who does not see personal data whole gets it masked, and covered where it stands in free text.
    private static object? Cell(Field field, bool isFree, Datum value, FieldLabels labels, bool personal, IReadOnlyList<string> known)
    {
        if (!personal && field.Personal) return CaseWords.Shown(field, value, labels);

        var text = labels.Text(field, value, Language);
        if (field.Type is FieldKind.Number or FieldKind.Integer or FieldKind.Amount && value.AsNumber() is { } number) return number;

        return !personal && isFree ? Covering.Of(text, known) : text;
    }
}
