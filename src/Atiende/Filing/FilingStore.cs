using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Filing;

/// <summary>Stores requests: person, case and what the procedure begins with, in one transaction.</summary>
internal sealed class FilingStore(
    Db db, IOrganizations organizations, IContacts contacts, ICases cases, FilingReader reader, Bell<FilingWork> bell, TimeProvider clock) : IFiling
{
    private const int ShortestKey = 1;
    private const int LongestKey = 200;

    // Two who file for one new person at once collide once; a refusal that stays is the document's.
    private const int Tries = 3;

    public CaseType? Type => organizations.Current.Pack.Cases.FirstOrDefault(type => type.Filing is not null);

    public async Task<Filed> File(FilingRequest request, CancellationToken cancel)
    {
        if (Type is not { Filing: { } filing } type)
            throw new FilingRefusedException([new("type", new("Esta organización no recibe requerimientos sin un agente.", "This organisation takes no requests without an agent."))]);

        if (request.Key is { } given && given.Length is < ShortestKey or > LongestKey)
            throw new FilingRefusedException([new("Idempotency-Key", new($"La clave tiene de {ShortestKey} a {LongestKey} caracteres.", $"The key has {ShortestKey} to {LongestKey} characters."))]);

        var hash = HashOf(request);
        await using var connection = await db.KeepConnection(cancel);
        try
        {
            var fields = await reader.Read(type, filing, request, cancel);
            return await Stored(inner => Store(type, filing, request, fields, hash, inner), cancel);
        }
        catch (ContactRefusedException refused)
        {
            throw new FilingRefusedException([new(filing.Contact.GetValueOrDefault(refused.Field, refused.Field), refused.Said)]);
        }
        catch (CaseRefusedException refused)
        {
            throw new FilingRefusedException([new("type", refused.Said)]);
        }
    }

    public async Task<CaseToOpen?> Look(FilingRequest request, CancellationToken cancel)
    {
        if (Type is not { Filing: { } filing } type) return null;

        var key = $"{request.Origin}:{request.Key}";
        if (request.Key is not null && await db.Set<FilingRow>().AnyAsync(f => f.Key == key, cancel)) return null;

        var fields = reader.Readable(type, request);
        return new(type.Id, null, request.Contact ?? await Known(Person(filing, fields), cancel), fields);
    }

    public async Task<Filed?> Find(string folio, CancellationToken cancel) =>
        await db.Set<FilingRow>().AsNoTracking().FirstOrDefaultAsync(f => f.Folio == folio, cancel) is { } row ? Of(row, repeated: false) : null;

    public async Task<IReadOnlyList<Filed>> OfOrigin(string origin, int most, CancellationToken cancel) =>
        [.. (await db.Set<FilingRow>().AsNoTracking().Where(f => f.Origin == origin).OrderByDescending(f => f.At).Take(most).ToListAsync(cancel)).Select(f => Of(f, repeated: false))];

    public async Task<IReadOnlyList<Filed>> OfOrigin(
        string origin, DateTimeOffset? since, (DateTimeOffset At, Guid Case)? after, int most, CancellationToken cancel)
    {
        var found = db.Set<FilingRow>().AsNoTracking().Where(f => f.Origin == origin);
        if (since is { } from) found = found.Where(f => f.At >= from);
        if (after is var (at, id)) found = found.Where(f => f.At > at || (f.At == at && f.CaseId > id));
        return [.. (await found.OrderBy(f => f.At).ThenBy(f => f.CaseId).Take(most).ToListAsync(cancel)).Select(f => Of(f, repeated: false))];
    }

    private async Task<Filed> Stored(Func<CancellationToken, Task<Filed>> store, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.Write(store, cancel);
            }
            catch (ContactRefusedException) when (attempt < Tries)
            {
                // Whoever registered the same person meanwhile is found the next time.
            }
        }
    }

    private async Task<Filed> Store(
        CaseType type, CaseFiling filing, FilingRequest request, ImmutableSortedDictionary<string, Datum> fields, string hash, CancellationToken cancel)
    {
        var run = Guid.CreateVersion7(clock.GetUtcNow());
        var key = request.Key is { } given ? $"{request.Origin}:{given}" : run.ToString();
        if (request.Key is not null && await db.Set<FilingRow>().AsNoTracking().FirstOrDefaultAsync(f => f.Key == key, cancel) is { } before)
        {
            return before.Hash == hash ? Of(before, repeated: true) : throw new FilingRefusedException([new("Idempotency-Key",
                new($"Con esta clave ya se ingresó otro requerimiento: {before.Folio}. Use una clave nueva.", $"Another request was filed with this key: {before.Folio}. Use a new key."))]);
        }

        var contact = request.Contact ?? await contacts.FindOrCreate(Person(filing, fields), request.By, cancel);
        var opened = new OpenCase { Name = filing.Case, Type = type.Id, Fields = fields };
        FilingRow? row = null;
        var saved = await cases.Save(new($"{run}:filed", run, opened, Interaction: null, contact, request.By)
        {
            Beginning = one => db.Add(row = new()
            {
                CaseId = one.Id,
                Folio = one.Folio,
                Type = type.Id,
                Channel = request.Channel,
                Origin = request.Origin,
                Key = key,
                Hash = hash,
                RunId = run,
                ContactId = contact,
                Facts = WithFiles(filing, fields, request.Files),
                At = one.OpenedAt,
                Waits = true,
            }),
        }, cancel);
        db.AfterCommit(bell.Ring);
        return Of(row!, repeated: false) with { Saved = saved };
    }

    // A document is one person's; a telephone or mail may be a family's.
    private async Task<Guid?> Known(ContactDraft person, CancellationToken cancel) =>
        person.Document is { } document && await contacts.Search(document, 2, cancel) is [var only] ? only.Id : null;

    private static ContactDraft Person(CaseFiling filing, ImmutableSortedDictionary<string, Datum> fields)
    {
        string? Of(string part) => filing.Contact.GetValueOrDefault(part) is { } field && fields.TryGetValue(field, out var value) ? value.ToText() : null;
        return new(Of("name"), Of("document"), Of("phone"), Of("mail"));
    }

    private static ImmutableSortedDictionary<string, Datum> WithFiles(CaseFiling filing, ImmutableSortedDictionary<string, Datum> fields, IReadOnlyList<string> files) =>
        files.Count > 0 && filing.Parts.GetValueOrDefault("attachments") is { } field ? fields.SetItem(field, Datum.Of(files.Select(Datum.Of))) : fields;

    private static string HashOf(FilingRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { request.Channel, Fields = request.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}") }))));

    private static Filed Of(FilingRow row, bool repeated) => new(row.CaseId, row.Folio, row.Origin, row.At, repeated) { Channel = row.Channel, Waits = row.Waits };
}
