using Atiende.Hosting;

namespace Atiende.Exports;

/// <summary>Where exports lie: <c>exports/ORGANIZATION/ID.xlsx</c> in the data folder, for the program's own user alone.</summary>
internal sealed class ExportFolder(Settings settings)
{
    private const int Buffer = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string PathOf(string organization, Guid id, ExportFormat format) => settings.InData("exports", organization, $"{id:N}.{format.ToString().ToLowerInvariant()}");

    /// <summary>Makes a file whole or not at all, and says its size in bytes.</summary>
    public async Task<long> Make(string path, Func<Stream, Task> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly);
        var half = path + ".half";
        try
        {
            await using (var file = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, Buffer, FileOptions.Asynchronous))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(half, path, overwrite: true);
            return new FileInfo(path).Length;
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    public void Remove(string organization, Guid id, ExportFormat format) => File.Delete(PathOf(organization, id, format));
}
