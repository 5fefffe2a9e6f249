using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;

namespace Atiende.Portal;

/// <summary>Someone who registered on the portal and confirmed the mail address; apart from the staff's accounts.</summary>
internal sealed class PortalPerson : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }

    /// <summary>The confirmed address, lower case: what the person signs in with.</summary>
    public required string Mail { get; set; }

    public required string PasswordHash { get; set; }

    /// <summary>Changes with the password: sessions that carry another one have ended.</summary>
    public required string Stamp { get; set; }

    /// <summary>What the registration form was given, without passwords.</summary>
    public required ImmutableSortedDictionary<string, Datum> Given { get; set; }

    public required string TermsVersion { get; set; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required Guid ContactId { get; init; }

    /// <summary>
    /// Whether the contact began with this registration. One that was there already was found by what the person typed, which proves
    /// nothing: what is known of it from elsewhere is not handed out.
    /// </summary>
    public required bool ContactIsOwn { get; init; }

    public DateTimeOffset? DeletionAskedAt { get; set; }

    /// <summary>The second factor's secret, protected by the installation's keys; null for who wants none.</summary>
    public string? FactorSecret { get; set; }

    /// <summary>One that waits to be confirmed by a code.</summary>
    public string? FactorPending { get; set; }

    /// <summary>The step of the last code that was taken: none is taken twice.</summary>
    public long? FactorStep { get; set; }

    /// <summary>Hashes of the codes for who lost the telephone, those that are left.</summary>
    public string? FactorCodes { get; set; }
}

/// <summary>A registration that waits for its mail to be confirmed. Several may wait for one address; the first that is confirmed holds.</summary>
internal sealed class PendingRegistration : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";

    /// <summary>The hash of the link's token; the token itself is only in the mail.</summary>
    public required string TokenHash { get; init; }

    public required string Mail { get; init; }
    public required string PasswordHash { get; init; }
    public required ImmutableSortedDictionary<string, Datum> Given { get; init; }
    public required string TermsVersion { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A link to choose a new password; used once.</summary>
internal sealed class PortalRecovery : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string TokenHash { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>How often something was tried in its window of time, by address, account or mail; kept as hashes.</summary>
internal sealed class PortalTry : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Key { get; init; }
    public required int Count { get; set; }
    public required DateTimeOffset Until { get; set; }
}

/// <summary>What a person thought of the answer, once the request was closed.</summary>
internal sealed class PortalOpinionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Answer { get; init; }
    public required string Comment { get; init; }
    public required DateTimeOffset At { get; init; }
}
