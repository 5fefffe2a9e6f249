using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Atiende.Mail;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Portal;

/// <summary>A made-up person who registers on the portal of the school meals' channel.</summary>
internal static partial class Someone
{
    public const string Soser = "cl-soser";
    public const string Address = "uno@ejemplo.invalid";
    public const string Password = "tres gatos verdes";

    public static readonly Dictionary<string, string> Typed = new()
    {
        ["nombre"] = "Persona",
        ["apellidos"] = "Ejemplo Uno",
        ["RUT"] = "11.111.111-1",
        ["fecha_nacimiento"] = "1980-05-04",
        ["sexo"] = "Femenino",
        ["tipo_usuario"] = "Apoderado",
        ["celular"] = "912345678",
        ["telefono_fijo"] = "221234567",
        ["region"] = "Arica y Parinacota",
        ["comuna"] = "Arica",
        ["institucion"] = "JUNAEB",
        ["correo"] = Address,
        ["contrasena"] = Password,
        ["confirmar_contrasena"] = Password,
        ["acepta_terminos"] = "true",
    };

    /// <summary>What the form is read into.</summary>
    public static ImmutableSortedDictionary<string, Datum> Given(string mail = Address, string document = "11.111.111-1") => Typed
        .Where(field => !field.Key.Contains("contrasena", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(field => field.Key, field => Datum.Of(field.Value), StringComparer.OrdinalIgnoreCase)
        .SetItem("correo", Datum.Of(mail)).SetItem("RUT", Datum.Of(document));

    /// <summary>The text of the last mail to an address, as it goes out.</summary>
    public static async Task<string> LastMail(IServiceProvider services, string to = Address)
    {
        await using var scope = services.CreateScopeOf(Soser);
        return await scope.Db().Set<OutboxMessage>().Where(m => m.ToAddress == to).OrderByDescending(m => m.Id).Select(m => m.Text).FirstAsync();
    }

    /// <summary>The token of the link in a mail.</summary>
    public static string Token(string text) => Link().Match(text).Groups[1].Value;

    [GeneratedRegex(@"\?token=([\w-]+)")]
    private static partial Regex Link();
}
