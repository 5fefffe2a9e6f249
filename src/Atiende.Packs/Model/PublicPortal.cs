using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>The organisation's public pages, for the people it attends: <c>portal.yaml</c>. A pack without it has no portal.</summary>
[Means("The organisation's public pages: what they say, who may register, and what people file there.")]
public sealed record PublicPortal
{
    public Place At { get; init; }

    [Means("What the channel is called.")]
    public required string Name { get; init; }

    [Means("Its colours.")]
    public required PortalColours Colours { get; init; }

    [Means("The first page's heading.")]
    public required string Title { get; init; }

    [Means("What the first page says below it.")]
    public required string Welcome { get; init; }

    [Means("The number to call instead.")]
    public PortalCall? Call { get; init; }

    [Means("The institution's own channel, where requests may also go.")]
    public PortalLink? OtherChannel { get; init; }

    [Means("Frequent questions, in order.")]
    public IReadOnlyList<PortalQuestion> Questions { get; init; } = [];

    [Means("The terms that who registers accepts.")]
    public required PortalTerms Terms { get; init; }

    [Means("What is done with personal data: a text of the pack, by id.")]
    public required Name Privacy { get; init; }

    [Means("How people register.")]
    public required PortalRegistration Registration { get; init; }

    [Means("What they file.")]
    public required PortalRequest Request { get; init; }

    [Means("Whose inbox gets what people ask about their data: a role or unit, by id.")]
    public required Name DataRequestsTo { get; init; }

    [Means("What is asked of the person once a request was closed; without it nothing.")]
    public PortalOpinion? Opinion { get; init; }
}

/// <summary>Colours of buttons, links and the top.</summary>
public sealed record PortalColours
{
    public Place At { get; init; }

    [Means("On light ground, as #rrggbb; at least 4.5:1 with white.")]
    public required string Light { get; init; }

    [Means("On dark ground, as #rrggbb; at least 4.5:1 with near-black.")]
    public required string Dark { get; init; }
}

/// <summary>A number to call.</summary>
public sealed record PortalCall
{
    public Place At { get; init; }

    [Means("The number as it is read.")]
    public required string Number { get; init; }

    [Means("What to say of it: what it costs, when it answers.")]
    public required string About { get; init; }
}

/// <summary>A link to another's pages.</summary>
public sealed record PortalLink
{
    public Place At { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("Its address, beginning with https://.")]
    public required string Link { get; init; }

    [Means("What to say of it.")]
    public required string About { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

/// <summary>A frequent question.</summary>
public sealed record PortalQuestion
{
    public Place At { get; init; }

    [Means("The question.")]
    public required string Question { get; init; }

    [Means("Its answer, in Markdown.")]
    public required string Answer { get; init; }
}

/// <summary>The terms of use, by version: who accepted one has accepted that one.</summary>
public sealed record PortalTerms
{
    public Place At { get; init; }

    [Means("The version that is accepted now; kept with the consent.")]
    public required string Version { get; init; }

    [Means("Their text: a text of the pack, by id.")]
    public required Name Text { get; init; }
}

/// <summary>How people register: which form, and which record it becomes.</summary>
public sealed record PortalRegistration
{
    public Place At { get; init; }

    [Means("The form that registers, by id.")]
    public required Name Form { get; init; }

    [Means("The form's fields that say who it is: document, first-name, last-name, mail, phone, landline, birth-date, sex, user-type.")]
    public required IReadOnlyDictionary<string, string> Person { get; init; }

    [Means("The form's field for the password.")]
    public required Name Password { get; init; }

    [Means("The form's field for the same password again.")]
    public required Name Repeated { get; init; }

    [Means("The form's field that accepts the terms.")]
    public required Name Terms { get; init; }

    [Means("The record that a registration also becomes, for the procedures that look people up.")]
    public PortalRecord? Becomes { get; init; }
}

/// <summary>The record of a person who registered; fields with the form's names are filled in.</summary>
public sealed record PortalRecord
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type, by id.")]
    public required Name Record { get; init; }

    [Means("Its field for the version of the terms.")]
    public Name? TermsVersion { get; init; }

    [Means("Its field for when the person registered.")]
    public Name? Registered { get; init; }
}

/// <summary>What people file: the fields of forms that are fields of the filed case too.</summary>
public sealed record PortalRequest
{
    public Place At { get; init; }

    [Means("The forms that the fields stand in, by id.")]
    public required IReadOnlyList<Name> Forms { get; init; }

    [Means("The fields that are asked, in order; each is a field of the filed case type.")]
    public required IReadOnlyList<Name> Fields { get; init; }

    [Means("The case's fields that registration knows already, each with the registration form's field.")]
    public required IReadOnlyDictionary<string, string> FromRegistration { get; init; }

    [Means("The same, where the person names no establishment that would give them.")]
    public IReadOnlyDictionary<string, string> WithoutEstablishment { get; init; } = new Dictionary<string, string>();
}

/// <summary>The question after a request was closed.</summary>
public sealed record PortalOpinion
{
    public Place At { get; init; }

    [Means("The question.")]
    public required string Question { get; init; }

    [Means("The answers to choose from, best first.")]
    public required IReadOnlyList<string> Answers { get; init; }
}
