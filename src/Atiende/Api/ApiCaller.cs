using System.Security.Claims;

namespace Atiende.Api;

/// <summary>The program that asks, as its key says.</summary>
internal sealed record ApiCaller(string Key, string Name, string Who, bool ReadsAll)
{
    /// <summary>What its requests are filed under.</summary>
    public string Origin => $"api:{Key}";

    public static ApiCaller Of(HttpContext http) => new(
        http.User.FindFirstValue(ApiDoor.KeyId)!, http.User.FindFirstValue(ApiDoor.KeyName)!, http.User.FindFirstValue(ClaimTypes.NameIdentifier)!,
        http.User.HasClaim(ApiDoor.Scope, ApiScopes.CasesRead));
}
