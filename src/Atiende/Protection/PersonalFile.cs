using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Protection;

/// <summary>All that is held of a person in one file: <c>datos.json</c>, the files, and <c>datos.html</c> to read.</summary>
internal sealed class PersonalFile(IServiceProvider services, IOrganizations organizations, PersonalPage page, TimeProvider clock)
{
    private const string Folder = "archivos/";

    private static readonly JsonSerializerOptions Readable = new(JsonColumns.Options) { WriteIndented = true };

    /// <summary>Writes it to the disk, where it is gone as soon as it is closed: photographs may be many.</summary>
    public async Task<Stream> Write(PersonalSubject subject, CancellationToken cancel)
    {
        await PersonalRooms.Gather(services, subject, cancel);
        var parts = new List<HeldPart>();
        foreach (var room in services.GetServices<IPersonalData>()) parts.AddRange(await room.Held(subject, cancel));

        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
            {
                var now = clock.GetUtcNow();
                var document = new JsonObject { ["organization"] = organizations.Current.Pack.Identity.Name, ["at"] = JsonSerializer.SerializeToNode(now, JsonColumns.Options) };
                // Somebody may be known twice: as one who calls, and as one who registered.
                foreach (var part in parts.GroupBy(p => p.Key, StringComparer.Ordinal))
                    document[part.Key] = part.Count() == 1 ? part.First().Data.DeepClone() : new JsonArray([.. part.Select(p => p.Data.DeepClone())]);
                await Put(zip, "datos.json", document.ToJsonString(Readable), cancel);
                await Put(zip, "datos.html", page.Of(parts, now), cancel);
                foreach (var held in parts.SelectMany(p => p.Files).Where(f => File.Exists(f.Path)))
                {
                    var entry = zip.CreateEntry(Folder + held.Name, CompressionLevel.NoCompression);
                    await using var to = await entry.OpenAsync(cancel);
                    await using var from = File.OpenRead(held.Path);
                    await from.CopyToAsync(to, cancel);
                }
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task Put(ZipArchive zip, string name, string text, CancellationToken cancel)
    {
        await using var to = await zip.CreateEntry(name).OpenAsync(cancel);
        await using var writer = new StreamWriter(to);
        await writer.WriteAsync(text.AsMemory(), cancel);
    }
}
