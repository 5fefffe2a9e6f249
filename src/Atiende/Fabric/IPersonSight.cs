using Atiende.Accounts;
using Atiende.Packs.Model;

namespace Atiende.Fabric;

/// <summary>Whether who asks sees people's data whole in lists and exports, or masked. Logs are masked for everybody.</summary>
public interface IPersonSight
{
    /// <summary>Whether one of the asker's roles has the ability to; work that no request began sees them masked.</summary>
    bool Whole { get; }
}

/// <summary>What the request's member may see.</summary>
internal sealed class PersonSight(IHttpContextAccessor http) : IPersonSight
{
    public bool Whole => http.HttpContext?.User is { } user && user.IsOnDuty() && user.Can(Ability.Unmask);
}
