using System.Collections.Immutable;
using Atiende.Contacts;
using Atiende.Procedures.Language;
using Atiende.Records;
using Atiende.Values;

namespace Atiende.Portal;

/// <summary>What a registration is elsewhere: the contact's data, and the record that procedures look up.</summary>
internal sealed class PortalRecords(PortalHere here, IRecords records, TimeProvider clock)
{
    private static readonly ImmutableSortedDictionary<string, Datum> Nothing =
        ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The registration form's fields.</summary>
    public IReadOnlyList<Field> Fields => here.Organization.Pack.Forms.First(f => f.Id.Value == here.Portal.Registration.Form.Value).Fields;

    /// <summary>The form's field for a part of the person, such as mail; null where the form has none.</summary>
    public string? FieldOf(string part) => here.Portal.Registration.Person.GetValueOrDefault(part);

    /// <summary>A part of the person as it was given.</summary>
    public string? Part(ImmutableSortedDictionary<string, Datum> given, string part) =>
        FieldOf(part) is { } field && given.TryGetValue(field, out var value) ? value.ToText() : null;

    /// <summary>First and last name.</summary>
    public string NameOf(ImmutableSortedDictionary<string, Datum> given) =>
        string.Join(' ', new[] { Part(given, "first-name"), Part(given, "last-name") }.OfType<string>());

    public ContactDraft DraftOf(ImmutableSortedDictionary<string, Datum> given) =>
        new(NameOf(given), Part(given, "document"), Part(given, "phone"), Part(given, "mail"));

    /// <summary>
    /// Writes the person's record. One that is there already under the same keys with another mail address stays as it is: a document
    /// that was typed proves nothing. Takes part in the caller's transaction.
    /// </summary>
    public async Task Save(PortalPerson person, CancellationToken cancel, string? before = null)
    {
        if (here.Portal.Registration.Becomes is not { } becomes) return;

        var there = await Find(person, becomes.System, becomes.Record, cancel);
        if (there is not null && FieldOf("mail") is { } mail && there.Part(mail) is { IsEmpty: false } other && !Folding.Same(other.ToText(), before ?? person.Mail)) return;

        var type = here.Organization.Pack.Systems.First(s => s.Id.Value == becomes.System.Value).Records.First(r => r.Id.Value == becomes.Record.Value);
        var set = person.Given.Where(g => type.Fields.Any(f => f.Id.Value.Equals(g.Key, StringComparison.OrdinalIgnoreCase)))
            .ToImmutableSortedDictionary(g => g.Key, g => g.Value, StringComparer.OrdinalIgnoreCase);
        if (becomes.TermsVersion is { } version) set = set.SetItem(version, Datum.Of(person.TermsVersion));
        if (becomes.Registered is { } registered) set = set.SetItem(registered, Datum.Of(LocalText(person.RegisteredAt)));
        await records.Update(
            new("portal", "portal", becomes.System, becomes.Record, there, set, null, null, null),
            $"portal:{Guid.CreateVersion7(clock.GetUtcNow())}", PortalHere.Origin(person.Id), cancel);
    }

    private async Task<Datum?> Find(PortalPerson person, string system, string record, CancellationToken cancel)
    {
        if (FieldOf("document") is not { } document || !person.Given.TryGetValue(document, out var number)) return null;

        var answer = await records.LookUp(new("portal", "portal", system, record, Nothing.Add(document, number), Nothing, null, null, "found", Many: false, Newest: true), cancel);
        return answer.Found;
    }

    private string LocalText(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(here.Organization.Pack.Identity.Zone))
        .ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
