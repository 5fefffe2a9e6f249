namespace Atiende.Contacts;

/// <summary>What people agreed to, by the version of the text that they were shown or read.</summary>
public interface IConsents
{
    /// <summary>The texts of the pack that have a version: those that people agree to.</summary>
    IReadOnlyList<ConsentText> Texts { get; }

    /// <summary>Writes down that a person agreed to a text's version, or took it back. Takes part in the caller's transaction.</summary>
    /// <exception cref="ContactRefusedException">There is no such person or text.</exception>
    Task Say(Guid contact, ConsentSaid said, CancellationToken cancel);

    /// <summary>Of each text of the pack, what the person last said of it; texts of which nothing was said are there too.</summary>
    Task<IReadOnlyList<ConsentStanding>> Of(Guid contact, CancellationToken cancel);
}

/// <summary>A text that people agree to.</summary>
/// <param name="Id">Its id in the pack.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Version">The version in force.</param>
/// <param name="Text">Its words, in Markdown.</param>
public sealed record ConsentText(string Id, string Title, string Version, string Text);

/// <summary>What a person said of a text.</summary>
/// <param name="Text">The text, by id.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Channel">Through which channel, as the organisation calls it.</param>
/// <param name="Given">Whether it was agreed to, or taken back.</param>
/// <param name="By">Who wrote it down.</param>
public sealed record ConsentSaid(string Text, string Version, string Channel, bool Given, string By);

/// <summary>How a person stands to a text.</summary>
/// <param name="Text">The text as it is in force.</param>
/// <param name="Version">The version of which something was said; null for none.</param>
/// <param name="Given">Whether it was agreed to.</param>
/// <param name="At">When.</param>
/// <param name="Channel">Through which channel.</param>
public sealed record ConsentStanding(ConsentText Text, string? Version, bool Given, DateTimeOffset? At, string? Channel)
{
    /// <summary>Whether the version in force was agreed to.</summary>
    public bool Holds => Given && Version == Text.Version;
}
