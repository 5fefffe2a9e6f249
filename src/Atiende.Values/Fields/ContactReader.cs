using Atiende.Values.IdentityDocuments;
using Atiende.Values.Telephones;

namespace Atiende.Values.Fields;

/// <summary>Reads what identifies and reaches a person: document, telephone, mail.</summary>
internal static class ContactReader
{
    public static FieldReading Read(FieldRule rule, string raw) => rule.Type switch
    {
        FieldType.Identity => ReadIdentity(rule, raw),
        FieldType.Telephone => Telephone.TryParse(rule.Country, raw, out var telephone, out var problem, rule.Area)
            ? FieldReading.Of(Datum.Of(telephone.Key))
            : FieldReading.Refused(problem),
        _ => Emails.TryParse(raw, out var address, out var wrong) ? FieldReading.Of(Datum.Of(address)) : FieldReading.Refused(wrong),
    };

    private static FieldReading ReadIdentity(FieldRule rule, string raw)
    {
        if (!IdentityDocument.TryParse(rule.IdentityKind ?? IdentityDocument.KindOf(rule.Country), raw, out var document, out var problem))
            return FieldReading.Refused(problem);
        return new(Datum.Of(document.Number), null, document.CheckDigitProblem is { } doubt ? [doubt] : []);
    }
}
