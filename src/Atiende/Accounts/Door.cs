using System.Security.Claims;
using Atiende.Organizations;
using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>How an attempt to sign in ended.</summary>
public abstract record DoorOutcome
{
    /// <summary>On duty in an organisation.</summary>
    public sealed record Entered : DoorOutcome;

    /// <summary>Signed in; belongs to several organisations and has still to choose.</summary>
    public sealed record MustChoose : DoorOutcome;

    /// <summary>Name or password is wrong; it is not said which.</summary>
    public sealed record Wrong : DoorOutcome;

    /// <summary>Too many wrong passwords; it opens again in so many minutes.</summary>
    public sealed record Locked(int Minutes) : DoorOutcome;

    /// <summary>The account may not sign in: of the demonstration in production, or of no organisation.</summary>
    public sealed record Refused : DoorOutcome;
}

/// <summary>Signs in and out, and enters an organisation; everything that happens is written down.</summary>
internal sealed class Door(
    SignInManager<Account> signIn, UserManager<Account> accounts, Memberships memberships, IOrganizations organizations,
    IHttpContextAccessor http, TimeProvider clock)
{
    // Compared with where no account has the name, so that a guess takes as long as a wrong password.
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(null!, "nobody has this password");

    public async Task<DoorOutcome> SignIn(string userName, string password)
    {
        var account = await accounts.FindByNameAsync(userName.Trim());
        if (account is null)
        {
            _ = accounts.PasswordHasher.VerifyHashedPassword(null!, NobodysHash, password);
            await Happened(SignInEventKind.UnknownAccount, null);
            return new DoorOutcome.Wrong();
        }

        var checkedPassword = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (checkedPassword.IsLockedOut) return await Locked(account);
        if (checkedPassword.IsNotAllowed) return await Refused(account);
        if (!checkedPassword.Succeeded)
        {
            await Happened(SignInEventKind.WrongPassword, account.Id);
            return new DoorOutcome.Wrong();
        }

        var all = await memberships.Of(account.Id);
        if (all.Count == 0) return await Refused(account);

        var duty = all.Count == 1 ? all[0] : all.FirstOrDefault(membership => membership.OrganizationId == account.DefaultOrganizationId);
        await Enter(account, duty, all.Count > 1);
        await Happened(SignInEventKind.SignedIn, account.Id, duty?.OrganizationId);
        return duty is null ? new DoorOutcome.MustChoose() : new DoorOutcome.Entered();
    }

    /// <summary>Goes on duty in another organisation; false where the account does not belong to it.</summary>
    public async Task<bool> EnterOrganization(string organizationId)
    {
        var account = await accounts.GetUserAsync(http.HttpContext!.User);
        if (account is null) return false;

        var all = await memberships.Of(account.Id);
        if (all.FirstOrDefault(membership => membership.OrganizationId == organizationId) is not { } duty) return false;

        await Enter(account, duty, all.Count > 1);
        await Happened(SignInEventKind.DutyEntered, account.Id, organizationId);
        return true;
    }

    public async Task SignOut()
    {
        var user = http.HttpContext!.User;
        await signIn.SignOutAsync();
        if (user.AccountId() is { } id) await Happened(SignInEventKind.SignedOut, id, user.FindFirstValue(OnDuty.Organization));
    }

    public async Task<IdentityResult> ChangePassword(string current, string wanted)
    {
        var account = await accounts.GetUserAsync(http.HttpContext!.User) ?? throw new InvalidOperationException("Nobody is signed in.");
        var changed = await accounts.ChangePasswordAsync(account, current, wanted);
        if (!changed.Succeeded) return changed;

        // The new security stamp ends the account's other sessions; this one goes on where it was.
        var all = await memberships.Of(account.Id);
        await Enter(account, all.FirstOrDefault(duty => duty.OrganizationId == http.HttpContext.User.FindFirstValue(OnDuty.Organization)), all.Count > 1);
        await Happened(SignInEventKind.PasswordChanged, account.Id);
        return changed;
    }

    private Task Enter(Account account, Membership? duty, bool several) =>
        signIn.SignInWithClaimsAsync(account, isPersistent: false, OnDuty.ClaimsOf(account, duty, several, organizations));

    private async Task<DoorOutcome> Locked(Account account)
    {
        await Happened(SignInEventKind.LockedOut, account.Id);
        var rest = await accounts.GetLockoutEndDateAsync(account) - clock.GetUtcNow();
        return new DoorOutcome.Locked(Math.Max(1, (int)Math.Ceiling(rest?.TotalMinutes ?? 0)));
    }

    private async Task<DoorOutcome> Refused(Account account)
    {
        await Happened(SignInEventKind.Refused, account.Id);
        return new DoorOutcome.Refused();
    }

    private Task Happened(SignInEventKind kind, Guid? accountId, string? dutyIn = null)
    {
        var now = clock.GetUtcNow();
        return memberships.Happened(new SignInEvent
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Kind = kind,
            AccountId = accountId,
            DutyIn = dutyIn,
            Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
    }
}
