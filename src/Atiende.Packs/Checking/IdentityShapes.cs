using Atiende.Packs.Model;
using Atiende.Procedures.Reading;
using Atiende.Values.IdentityDocuments;

namespace Atiende.Packs.Checking;

/// <summary>Checks that the organisation's country and identity document are ones that values can be read by.</summary>
internal sealed class IdentityShapes(Pack pack)
{
    public IEnumerable<Fault> Check()
    {
        var identity = pack.Identity;
        if (identity.Country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            yield return new(identity.At, $"'{identity.Country}' is no country's two letters", "Write them in capitals, such as SV");
        if (!Enum.TryParse<IdentityDocumentKind>(identity.IdentityDocument, ignoreCase: true, out _))
            yield return new(identity.At, $"'{identity.IdentityDocument}' is no kind of identity document", $"One of: {string.Join(", ", Enum.GetNames<IdentityDocumentKind>().Select(Shape.Kebab))}");
    }
}
