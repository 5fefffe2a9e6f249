using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>How a person files a case of a type without an agent: on the portal, on paper, through the API.</summary>
[Means("How a person files it without an agent: on the portal, on paper, through the API.")]
public sealed record CaseFiling
{
    public Place At { get; init; }

    [Means("The document that leads what was filed.")]
    public required Name Document { get; init; }

    [Means("Its section.")]
    public required Name Section { get; init; }

    [Means("The step at which the section goes on; those before it are what the person did by filing.")]
    public required string Step { get; init; }

    [Means("What the section calls the case.")]
    public required Name Case { get; init; }

    [Means("The channels it may come through, each with what the case's channel field then says; the first is that of programs.")]
    public required IReadOnlyDictionary<string, string> Channels { get; init; }

    [Means("The fields that must be given; the rest is completed by whoever takes it up.")]
    public required IReadOnlyList<Name> Required { get; init; }

    [Means("Which field holds what claims have: reason, topic, sub-topic, urgency, subject, description, establishment, region, commune, institution, attachments.")]
    public required IReadOnlyDictionary<string, string> Parts { get; init; }

    [Means("Which field holds what is known of the person: document, name, first-name, last-name, mail, phone, user-type.")]
    public required IReadOnlyDictionary<string, string> Contact { get; init; }

    [Means("The fields that answer the person, in the order in which they are written; the person reads them.")]
    public IReadOnlyList<Name> Answers { get; init; } = [];

    [Means("What is completed from a record system.")]
    public IReadOnlyList<CaseCompletion> Completes { get; init; } = [];
}

/// <summary>Fields of a case that a record completes.</summary>
public sealed record CaseCompletion
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("The field by which the record is found; the record's key has the same name.")]
    public required Name By { get; init; }

    [Means("The case's fields, each with the record's field that completes it where nothing was given.")]
    public required IReadOnlyDictionary<string, string> Sets { get; init; }
}
