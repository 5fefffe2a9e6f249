namespace Atiende.Accounts;

/// <summary>Something that happened at the door; appended, never changed.</summary>
public sealed class SignInEvent
{
    /// <summary>Its id, in order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required SignInEventKind Kind { get; init; }

    /// <summary>Whose account; null where no account has the name that was typed, which is not kept: people type passwords there.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The organisation that was entered or left.</summary>
    public string? DutyIn { get; init; }

    /// <summary>From which network address.</summary>
    public string? Address { get; init; }
}

/// <summary>What happened at the door.</summary>
public enum SignInEventKind
{
    SignedIn,
    WrongPassword,
    LockedOut,
    UnknownAccount,
    Refused,
    DutyEntered,
    SignedOut,
    PasswordChanged,
}
