using System.Globalization;
using Atiende.Values;

namespace Atiende.Api;

/// <summary>What is wrong with a request, as RFC 9457 has it, in the caller's language.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, Bilingual said, IReadOnlyDictionary<string, Bilingual[]>? errors = null) => Results.Problem(
        detail: In(said), statusCode: status,
        extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors.ToDictionary(e => e.Key, e => e.Value.Select(In).ToArray()) });

    /// <summary>Nothing there, or nothing for this key: which of the two is not said.</summary>
    public static IResult NotFound(string folio) => Of(StatusCodes.Status404NotFound, new(
        $"No hay un caso {folio} para esta clave.", $"There is no case {folio} for this key."));

    private static string In(Bilingual said) => said.In(CultureInfo.CurrentUICulture.Name);
}
