using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Portal;

/// <summary>What the pack says of the portal, where it is needed.</summary>
internal static class PortalParts
{
    /// <summary>A text of the pack; the checker has seen that it exists.</summary>
    public static PackText Text(Pack pack, Name id) => pack.Texts.First(text => text.Id.Value == id.Value);

    /// <summary>The token by which browsers fill in a person's own data (HTML, 4.10.18.7); null where there is none.</summary>
    public static string? Autocomplete(PortalRegistration registration, Field field)
    {
        if (field.Id.Value == registration.Password.Value || field.Id.Value == registration.Repeated.Value) return "new-password";

        return registration.Person.FirstOrDefault(part => part.Value == field.Id.Value).Key switch
        {
            "first-name" => "given-name",
            "last-name" => "family-name",
            "mail" => "email",
            "phone" => "tel",
            "landline" => "home tel",
            "birth-date" => "bday",
            "sex" => "sex",
            _ => null,
        };
    }
}
