using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Who the organisation is: <c>pack.yaml</c>.</summary>
[Means("Who the organisation is.")]
public sealed record PackIdentity
{
    public Place At { get; init; }

    [Means("The pack's id, its folder's name: country and organisation, such as sv-hacienda.")]
    public required Name Id { get; init; }

    [Means("Version of the pack, such as 1.0.0.")]
    public required string Version { get; init; }

    [Means("The organisation's full name.")]
    public required string Name { get; init; }

    [Means("The organisation's short name, for headings.")]
    public required string ShortName { get; init; }

    [Means("Country, two letters.")]
    public required string Country { get; init; }

    [Means("Time zone of the IANA database.")]
    public required string Zone { get; init; }

    [Means("Language of its people, such as es-SV.")]
    public required string Language { get; init; }

    [Means("Currency, three letters.")]
    public required string Currency { get; init; }

    [Means("Kind of identity document: dui, ci, rut.")]
    public required string IdentityDocument { get; init; }

    [Means("What the person attended is called, such as beneficiario, cliente, usuario.")]
    public required string PersonCalled { get; init; }

    [Means("Names under which channels appear in its documents.")]
    public IReadOnlyList<ChannelName> Channels { get; init; } = [];

    [Means("Its public addresses, by what they are (web, telephone), for texts and notices.")]
    public IReadOnlyDictionary<string, string> Contact { get; init; } = new Dictionary<string, string>();

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

/// <summary>How the organisation calls a channel.</summary>
public sealed record ChannelName
{
    public Place At { get; init; }

    [Means("The channel.")]
    public required ChannelKind Channel { get; init; }

    [Means("What it is called in the organisation; the first is shown.")]
    public required IReadOnlyList<string> Called { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

/// <summary>The doors through which people come.</summary>
public enum ChannelKind
{
    Voice,
    WhatsApp,
    WebChat,
    Web,
    Paper,
    InPerson,
    Email,
}
