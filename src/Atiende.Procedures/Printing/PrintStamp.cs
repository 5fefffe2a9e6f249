namespace Atiende.Procedures.Printing;

/// <summary>What a printed copy says of itself.</summary>
/// <param name="Organization">The organisation's name.</param>
/// <param name="At">When it was printed, as the organisation's clock writes it.</param>
/// <param name="By">Who printed it.</param>
/// <param name="InForce">Whether the version is in force on that day.</param>
public sealed record PrintStamp(string Organization, string At, string? By, bool InForce);
