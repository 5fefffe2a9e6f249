using Atiende.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Atiende.Accounts;

/// <summary>Identity's sign-in, with our rule of who may: nobody whose account was disabled, in production no account of the demonstration.</summary>
internal sealed class AccountSignIn(
    Settings settings, UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(accounts, http, principals, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user) =>
        user.DisabledAt is null && (settings.IsDemonstration || !user.IsDemonstration) && await base.CanSignInAsync(user);
}
