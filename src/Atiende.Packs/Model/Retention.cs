using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>How long what is known of people is kept: <c>retention.yaml</c>. What a pack gives no period is kept until its deletion is asked for.</summary>
[Means("How long what is known of people is kept; what has no period is kept until its deletion is asked for.")]
public sealed record Retention
{
    public Place At { get; init; }

    [Means("Cases, by type and state; after that they lose the person, free text and files, and stay in the figures.")]
    public IReadOnlyList<CaseRetention> Cases { get; init; } = [];

    [Means("Closed attentions and the walks in them; after that they lose the person and what was said.")]
    public RetentionPeriod? Attentions { get; init; }

    [Means("People without a case, attention or portal account since then.")]
    public RetentionPeriod? ContactsWithoutCases { get; init; }

    [Means("Files of closed cases.")]
    public RetentionPeriod? Attachments { get; init; }

    [Means("Registrations on the portal whose mail was never confirmed.")]
    public RetentionPeriod? UnconfirmedAccounts { get; init; }

    [Means("Words and receiver of mail that was sent or failed.")]
    public RetentionPeriod? Mail { get; init; }

    [Means("Finished tasks of the inbox: what was handed over.")]
    public RetentionPeriod? Tasks { get; init; }

    [Means("Who opened whose record.")]
    public RetentionPeriod? Readings { get; init; }

    [Means("What was typed and never answered.")]
    public RetentionPeriod? Drafts { get; init; }

    [Means("The text of imported files.")]
    public RetentionPeriod? Imports { get; init; }

    [Means("What is kept although a person asks for deletion, and by which law or contract; told to who asks.")]
    public IReadOnlyList<KeptByLaw> Kept { get; init; } = [];
}

/// <summary>How long, and why.</summary>
public sealed record RetentionPeriod
{
    public Place At { get; init; }

    [Means("How many days; a year is 365.")]
    public required int Days { get; init; }

    [Means("Why so long: law, contract or need.")]
    public required string Why { get; init; }
}

/// <summary>How long cases of a type are kept whole after they reached a state.</summary>
public sealed record CaseRetention
{
    public Place At { get; init; }

    [Means("The case type, by id.")]
    public required Name Type { get; init; }

    [Means("Only in these final states; any closed one without them.")]
    public IReadOnlyList<Name> States { get; init; } = [];

    [Means("How many days after it was closed.")]
    public required int Days { get; init; }

    [Means("Why so long: law, contract or need.")]
    public required string Why { get; init; }

    [Means("Fields of text that say nothing of a person and stay for the figures, such as the establishment.")]
    public IReadOnlyList<Name> Keeps { get; init; } = [];
}

/// <summary>Something that is kept although a person asks for deletion.</summary>
public sealed record KeptByLaw
{
    public Place At { get; init; }

    [Means("What is kept.")]
    public required string What { get; init; }

    [Means("By which law, contract or need.")]
    public required string Why { get; init; }
}
