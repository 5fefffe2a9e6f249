using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>Someone of the staff who signs in; may belong to several organisations, on duty in one at a time.</summary>
public sealed class Account : IdentityUser<Guid>;
