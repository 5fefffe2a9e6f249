using Atiende.Hosting;
using Atiende.Packs.Model;

namespace Atiende.Accounts;

/// <summary>Who asks, in a request of somebody on duty: always from the sign-in, never from what was posted.</summary>
public interface ICurrentMember
{
    /// <summary>The member's id in the organisation, such as <c>ana.agente</c>: what runs, tasks and traces are signed with.</summary>
    /// <exception cref="InvalidOperationException">Nobody is on duty: the endpoint lacks its policy.</exception>
    string Id { get; }

    /// <summary>The account's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    Guid AccountId { get; }

    /// <summary>The person's name.</summary>
    string Name { get; }

    /// <summary>The organisation.</summary>
    /// <exception cref="InvalidOperationException">Nobody is on duty: the endpoint lacks its policy.</exception>
    string OrganizationId { get; }

    /// <summary>The unit's id; null for somebody of the whole organisation.</summary>
    string? UnitId { get; }

    /// <summary>Ids of the roles.</summary>
    IReadOnlyList<string> RoleIds { get; }

    /// <summary>Internal extension.</summary>
    string? Extension { get; }

    /// <summary>Whether one of the roles may do this.</summary>
    bool Can(Ability ability);

    /// <summary>The only cases that somebody of the contracting institution may read: field and value, any of them; empty for the staff.</summary>
    IReadOnlyList<(string Field, string Value)> Sees { get; }
}

/// <summary>The member of the request.</summary>
internal sealed class CurrentMember(IHttpContextAccessor http) : ICurrentMember
{
    public string Id => User.MemberId() ?? throw Nobody();

    public Guid AccountId => User.AccountId() ?? throw Nobody();

    public string Name => User.PersonName();

    public string OrganizationId => User.OrganizationId() ?? throw Nobody();

    public string? UnitId => User.UnitId();

    public IReadOnlyList<string> RoleIds => User.RoleIds();

    public string? Extension => User.FindFirst(OnDuty.PhoneExtension)?.Value;

    public bool Can(Ability ability) => User.Can(ability);

    public IReadOnlyList<(string Field, string Value)> Sees => User.Sees();

    private System.Security.Claims.ClaimsPrincipal User => http.HttpContext?.User ?? throw Nobody();

    private static InvalidOperationException Nobody() => new("Nobody is on duty in this request.");
}
