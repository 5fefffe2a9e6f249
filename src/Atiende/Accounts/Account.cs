using Microsoft.AspNetCore.Identity;

namespace Atiende.Accounts;

/// <summary>Someone of the staff who signs in; may belong to several organisations, on duty in one at a time.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The person's name, as colleagues see it.</summary>
    [ProtectedPersonalData]
    public required string PersonName { get; set; }

    /// <summary>The organisation it is on duty in after signing in; null asks, where there are several.</summary>
    public string? DefaultOrganizationId { get; set; }

    /// <summary>Whether it came with a pack's demonstration; production refuses it.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Since when it may not sign in any more; null for one that may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
