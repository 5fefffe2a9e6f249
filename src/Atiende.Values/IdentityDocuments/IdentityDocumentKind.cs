namespace Atiende.Values.IdentityDocuments;

/// <summary>The identity documents that the product knows by their form.</summary>
public enum IdentityDocumentKind
{
    /// <summary>Documento Único de Identidad, El Salvador.</summary>
    Dui,
    /// <summary>Cédula de identidad (carnet), Bolivia.</summary>
    Ci,
    /// <summary>Rol Único Tributario, which is also the run of a person, Chile.</summary>
    Rut,
    /// <summary>A passport of any country.</summary>
    Passport,
    /// <summary>Any other document, taken as it is written.</summary>
    Other,
}
