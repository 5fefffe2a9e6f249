using System.Collections.Immutable;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Filing;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Shell;
using Atiende.Storage;
using Atiende.Values;

namespace Atiende.Portal;

/// <summary>Takes a person's request: its fields, the establishment it is about, its files; files it once.</summary>
internal sealed class PortalRequests(
    Db db, PortalHere here, IFiling filing, IAttachments attachments, IRecords records, ICaseRelations relations, Floods floods, Zones zones, TimeProvider clock)
{
    /// <summary>The channel that the portal is.</summary>
    private const string Web = "web";

    // So many establishments are shown to choose from.
    private const int PlacesMost = 12;

    private static readonly ImmutableSortedDictionary<string, Datum> Nothing =
        ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);

    public CaseType Type => filing.Type ?? throw new InvalidOperationException("The checker lets no portal through without a case type to file.");

    /// <summary>The fields that are asked, in order, as the forms say them.</summary>
    public IReadOnlyList<Field> Fields
    {
        get
        {
            var all = here.Portal.Request.Forms.SelectMany(id => here.Organization.Pack.Forms.First(f => f.Id.Value == id.Value).Fields).ToList();
            return [.. here.Portal.Request.Fields.Select(id => all.First(f => f.Id.Value == id.Value))];
        }
    }

    /// <summary>The field that holds the establishment's key, where it completes the case from a record; null where none does.</summary>
    public CaseCompletion? Place => Type.Filing!.Parts.GetValueOrDefault("establishment") is { } held
        ? Type.Filing.Completes.FirstOrDefault(c => c.By.Value == held) : null;

    public bool IsPlace(Field asked) => Place is { } place && place.By.Value == asked.Id.Value;

    /// <summary>A new form's key.</summary>
    public string NewKey() => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    /// <summary>Looks for establishments by key or name.</summary>
    public async Task Look(PortalDraft draft, CancellationToken cancel)
    {
        if (Place is not { } place || draft.Looked.Trim().Length == 0) return;

        var answer = await records.Search(new(draft.Looked, place.System, place.Record, null, PlacesMost), [], cancel);
        draft.Found = [.. answer.Hits.Select(hit => new PlaceFound(hit.Facts.Part(place.By)?.ToText() ?? "", hit.Title)).Where(p => p.Key.Length > 0)];
        draft.More = answer.More;
    }

    /// <summary>Whether the draft says which establishment, or that it is about none; what was typed exactly is chosen by itself.</summary>
    public async Task Choose(PortalDraft draft, CancellationToken cancel)
    {
        if (Place is not { } place) return;
        // A choice stays marked when its words are taken out again; then it is about none.
        if (draft.Looked.Trim().Length == 0) draft.Chosen = "";
        if (draft.Chosen.Length == 0 && draft.Looked.Trim() is { Length: > 0 } typed && await Exists(place, typed, cancel)) draft.Chosen = typed;
        if (draft.Chosen.Length > 0 ? await Exists(place, draft.Chosen, cancel) : draft.Looked.Trim().Length == 0) return;

        draft.Chosen = "";
        await Look(draft, cancel);
        draft.Form.Problems[place.By] = draft.Found.Count > 0
            ? new("Elija el establecimiento de la lista.", "Choose the establishment from the list.")
            : new("No hay un establecimiento así: búsquelo por otro nombre, o deje el dato vacío.", "There is no such establishment: search for it by another name, or leave it empty.");
    }

    /// <summary>Keeps the files that came with the form until it is filed.</summary>
    public async Task Keep(PortalDraft draft, IReadOnlyList<IFormFile> files, Guid person, CancellationToken cancel)
    {
        if (Type.Files is not { } rules || files.Count == 0) return;
        if (await floods.Count(FloodLimit.Files, person.ToString(), cancel) is { } until)
        {
            draft.ComeBack = until;
            draft.Form.Problems["files"] = ManyFiles(until);
            return;
        }

        try
        {
            var kept = await attachments.Keep(Streams(files), new(rules, null, PortalHere.Origin(person), here.Portal.Name, IsPublic: true), cancel);
            draft.Kept.AddRange(kept.Select(file => new KeptFile(file.Id, file.Name)));
            if (draft.Kept.Count > rules.Most)
                draft.Form.Problems["files"] = new($"Un requerimiento lleva a lo más {rules.Most} archivos: quite alguno.", $"A request takes {rules.Most} files at most: take some off.");
        }
        catch (AttachmentRefusedException refused)
        {
            draft.Form.Problems["files"] = refused.Said;
        }
    }

    /// <summary>What is said to who sent too many files.</summary>
    public Bilingual ManyFiles(DateTimeOffset until) =>
        new($"Envió muchos archivos en una hora: puede enviar más desde las {zones.Short(until)}.", $"You sent many files within an hour: you may send more from {zones.Short(until)} on.");

    /// <summary>Looks whether the person asked the same before; what others asked, or the person by another way, is not told.</summary>
    /// <returns>Whether there is something to tell.</returns>
    public async Task<bool> LooksAsked(PortalDraft draft, PortalPerson person, CancellationToken cancel)
    {
        if (await filing.Look(Request(draft, person), cancel) is not { } asked) return false;

        var own = new List<CaseSummary>();
        foreach (var like in await relations.Like(asked, cancel))
            if ((await filing.Find(like.Folio, cancel))?.Origin == PortalHere.Origin(person.Id)) own.Add(like);
        draft.Like = own;
        return own.Count > 0;
    }

    /// <summary>Files it; null where something is wrong, which the draft then says.</summary>
    public async Task<Filed?> File(PortalDraft draft, PortalPerson person, CancellationToken cancel)
    {
        if (await floods.Count(FloodLimit.Requests, person.Id.ToString(), cancel) is { } until)
        {
            draft.ComeBack = until;
            draft.Form.Problems["request"] = new($"Ingresó muchos requerimientos en una hora: envíelo otra vez desde las {zones.Short(until)}.", $"You filed many requests within an hour: send it again from {zones.Short(until)} on.");
            return null;
        }

        try
        {
            var request = Request(draft, person);
            return await db.Write(async inner =>
            {
                var filed = await filing.File(request, inner);
                // What was filed before has its files already.
                if (draft.Kept.Count > 0 && !filed.Repeated) await attachments.Bind(filed.Case, [.. draft.Kept.Select(file => file.Id)], PortalHere.Origin(person.Id), Type.Files!, inner);
                return filed;
            }, cancel);
        }
        catch (FilingRefusedException refused)
        {
            foreach (var problem in refused.Problems) draft.Form.Problems[problem.Field] = problem.Said;
            // Sent again it is another request, which the person then knows.
            if (draft.Form.Problems.ContainsKey(FilingKey)) draft.Key = NewKey();
        }
        catch (AttachmentRefusedException refused)
        {
            draft.Form.Problems["files"] = refused.Said;
            draft.Kept.Clear();
        }

        return null;
    }

    private FilingRequest Request(PortalDraft draft, PortalPerson person) => new(Web, Given(draft, person), PortalHere.Origin(person.Id), here.Portal.Name, draft.Key)
    {
        Contact = person.ContactId,
        Files = [.. draft.Kept.Select(file => file.Name)],
    };

    private const string FilingKey = "Idempotency-Key";

    private Dictionary<string, string> Given(PortalDraft draft, PortalPerson person)
    {
        var fields = draft.Form.Values.ToDictionary(v => v.Key, v => v.Value.ToText(), StringComparer.OrdinalIgnoreCase);
        var known = here.Portal.Request.FromRegistration.Concat(draft.Chosen.Length == 0 ? here.Portal.Request.WithoutEstablishment : new Dictionary<string, string>());
        foreach (var (field, theirs) in known)
            if (person.Given.TryGetValue(theirs, out var value)) fields.TryAdd(field, value.ToText());
        if (Place is { } place && draft.Chosen.Length > 0) fields[place.By] = draft.Chosen;
        return fields;
    }

    private async Task<bool> Exists(CaseCompletion place, string key, CancellationToken cancel) => (await records.LookUp(
        new("portal", "portal", place.System, place.Record, Nothing.Add(place.By, Datum.Of(key)), Nothing, null, null, "found", Many: false, Newest: false), cancel)).Outcome is LookUpOutcome.Found;

    internal static async IAsyncEnumerable<NewFile> Streams(IReadOnlyList<IFormFile> files)
    {
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            yield return new(file.FileName, content);
        }
    }
}
