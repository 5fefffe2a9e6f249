using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Packs.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Harness;

/// <summary>A request of somebody on duty, for what asks who is asking.</summary>
public static class Request
{
    /// <summary>From here on the scope's work is asked for by a member of a unit, until the result is disposed.</summary>
    public static IDisposable Of(AsyncServiceScope scope, string unit, params Ability[] may)
    {
        var accessor = scope.Get<IHttpContextAccessor>();
        accessor.HttpContext = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new(OnDuty.Unit, unit), .. may.Select(a => new Claim(OnDuty.May, a.ToString()))], "prueba")),
        };
        return new Ended(accessor);
    }

    private sealed class Ended(IHttpContextAccessor accessor) : IDisposable
    {
        public void Dispose() => accessor.HttpContext = null;
    }
}
