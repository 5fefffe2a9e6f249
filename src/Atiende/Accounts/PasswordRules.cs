using Atiende.Shell;
using Atiende.Values;
using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>What a password must be: long, and neither the account's nor the person's name. Composition is not asked for (NIST SP 800-63B §5.1.1.2).</summary>
internal sealed class PasswordRules(Texts texts) : IPasswordValidator<Account>
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    // Parts of a name shorter than this stand in many good passwords by chance.
    private const int NamePart = 4;

    public static void Set(PasswordOptions rules)
    {
        rules.RequiredLength = Shortest;
        rules.RequiredUniqueChars = 5;
        rules.RequireDigit = rules.RequireLowercase = rules.RequireUppercase = rules.RequireNonAlphanumeric = false;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var folded = Folding.Fold(password);
        var names = $"{user.UserName} {user.PersonName}".Split([' ', '.', '@', '-'], StringSplitOptions.RemoveEmptyEntries);
        return Task.FromResult(names.Where(name => name.Length >= NamePart).Any(name => folded.Contains(Folding.Fold(name), StringComparison.Ordinal))
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordHoldsName", Description = texts["accounts.password.holds-name"] })
            : IdentityResult.Success);
    }
}

/// <summary>What Identity says of passwords, in the person's language.</summary>
internal sealed class PasswordErrors(Texts texts) : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), texts["accounts.password.too-short", length]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Say(nameof(PasswordRequiresUniqueChars), texts["accounts.password.few-signs", uniqueChars]);

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), texts["accounts.password.mismatch"]);

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), texts["accounts.duplicate", userName]);

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), texts["accounts.changed-meanwhile"]);

    public override IdentityError DefaultError() => Say(nameof(DefaultError), texts["accounts.failed"]);

    private static IdentityError Say(string code, string description) => new() { Code = code, Description = description };
}
