using System.Collections.Immutable;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Shell.Parts;
using Atiende.Values;
using NodaTime;

namespace Atiende.Filing;

/// <summary>Reads what was typed as the fields of a case type, and completes them from the organisation's record systems.</summary>
internal sealed class FilingReader(IOrganizations organizations, IRecords records, TimeProvider clock)
{
    private static readonly Bilingual Missing = new("Falta este dato: complételo.", "This is missing: fill it in.");

    /// <summary>The fields as they are kept.</summary>
    /// <exception cref="FilingRefusedException">Something is missing or wrong.</exception>
    public async Task<ImmutableSortedDictionary<string, Datum>> Read(CaseType type, CaseFiling filing, FilingRequest request, CancellationToken cancel)
    {
        var organization = organizations.Current;
        var problems = new List<FilingProblem>();
        var read = Case(type, request, organization, problems).ToBuilder();
        if (!filing.Channels.TryGetValue(request.Channel, out var channel))
            problems.Add(new("channel", new($"No hay un canal «{request.Channel}»; hay {string.Join(", ", filing.Channels.Keys)}.",
                $"There is no channel \"{request.Channel}\"; there are {string.Join(", ", filing.Channels.Keys)}.")));
        problems.AddRange(filing.Required.Where(f => !read.ContainsKey(f.Value) && !problems.Exists(p => p.Field == f.Value)).Select(f => new FilingProblem(f.Value, Missing)));
        if (problems.Count > 0) throw new FilingRefusedException(problems);

        if (type.Ticket.GetValueOrDefault("channel") is { } told) read[told] = Datum.Of(channel!);
        foreach (var completion in filing.Completes) await Complete(completion, read, cancel);
        NameWhole(filing, read);
        return read.ToImmutable();
    }

    /// <summary>What can be read of a request; the rest is left out.</summary>
    public ImmutableSortedDictionary<string, Datum> Readable(CaseType type, FilingRequest request) => Case(type, request, organizations.Current, []);

    private ImmutableSortedDictionary<string, Datum> Case(CaseType type, FilingRequest request, Organization organization, List<FilingProblem> problems)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organization.Times.Zone).Date;
        var read = ImmutableSortedDictionary.CreateBuilder<string, Datum>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, typed) in request.Fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)))
        {
            if (type.Fields.FirstOrDefault(f => f.Id.Value.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { Secret: false } field)
            {
                problems.Add(new(id, new("No hay un dato con este nombre.", "There is no such field.")));
                continue;
            }

            var reading = FieldRules.Of(field, organization).Read(Chosen(field, typed, organization), today);
            // Who files alone can look at the document again; at the desk a doubtful one is only pointed out.
            var problem = reading.Problem ?? (field.Type is FieldKind.Identity && reading.Warnings is [var doubt, ..] ? doubt : null);
            if (problem is not null) problems.Add(new(field.Id, problem.Message));
            else if (reading.Value is { IsEmpty: false } value) read[field.Id] = value;
        }

        return read.ToImmutable();
    }

    // A choice by its code is the same as by its label.
    private static string Chosen(Field field, string typed, Organization organization)
    {
        var entries = field.Catalogue is { } id ? organization.Pack.Catalogues.FirstOrDefault(c => c.Id == id.Value)?.Entries ?? [] : [];
        return entries.FirstOrDefault(e => Folding.Same(e.Id, typed) || Folding.Same(e.Name, typed))?.Name ?? typed.Trim();
    }

    private async Task Complete(CaseCompletion completion, ImmutableSortedDictionary<string, Datum>.Builder read, CancellationToken cancel)
    {
        if (!read.TryGetValue(completion.By, out var key)) return;

        var nothing = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);
        var answer = await records.LookUp(new("filing", "filing", completion.System, completion.Record,
            nothing.Add(completion.By, key), nothing, null, null, "found", Many: false, Newest: false), cancel);
        if (answer is not { Outcome: LookUpOutcome.Found, Found: { } found }) return;

        foreach (var (field, theirs) in completion.Sets)
            if (!read.ContainsKey(field) && found.Part(theirs) is { IsEmpty: false } value) read[field] = value;
    }

    private static void NameWhole(CaseFiling filing, ImmutableSortedDictionary<string, Datum>.Builder read)
    {
        if (filing.Contact.GetValueOrDefault("name") is not { } whole || read.ContainsKey(whole)) return;

        var parts = new[] { "first-name", "last-name" }.Select(p => filing.Contact.GetValueOrDefault(p)).OfType<string>()
            .Select(p => read.GetValueOrDefault(p)?.ToText()).Where(t => !string.IsNullOrWhiteSpace(t)).ToList();
        if (parts.Count > 0) read[whole] = Datum.Of(string.Join(' ', parts));
    }
}
