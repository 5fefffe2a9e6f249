namespace Atiende.Accounts;

/// <summary>The accounts of the staff, kept from the command line by the operator of the installation.</summary>
public interface IAccounts
{
    /// <summary>Whether anybody may sign in.</summary>
    Task<bool> Any(CancellationToken cancel);

    /// <summary>Makes an account that is a member of the current organisation.</summary>
    /// <exception cref="AccountRefusedException">The name is taken, or the password, a role or the unit is not as it must be.</exception>
    Task Create(NewAccount account, string by, CancellationToken cancel);

    /// <summary>Those of the current organisation, by name.</summary>
    Task<IReadOnlyList<AccountView>> List(CancellationToken cancel);

    /// <summary>An account of the current organisation may not sign in any more, anywhere, or may again; sessions end within minutes.</summary>
    /// <exception cref="AccountRefusedException">There is no such account here.</exception>
    Task Disable(string userName, bool disabled, string by, CancellationToken cancel);
}

/// <summary>An account to be made.</summary>
/// <param name="UserName">What is typed to sign in; also its member's id in the organisation.</param>
/// <param name="PersonName">The person's name, as colleagues see it.</param>
/// <param name="Roles">Ids of roles of the pack.</param>
/// <param name="Unit">Id of a unit; that of the roles without it.</param>
/// <param name="Password">Its first password.</param>
public sealed record NewAccount(string UserName, string PersonName, IReadOnlyList<string> Roles, string? Unit, string Password);

/// <summary>An account in a list.</summary>
public sealed record AccountView(string UserName, string PersonName, IReadOnlyList<string> Roles, string? Unit, bool Disabled);

/// <summary>What was asked of an account is not possible; the message says why, in one line.</summary>
public sealed class AccountRefusedException(string message) : Exception(message);
