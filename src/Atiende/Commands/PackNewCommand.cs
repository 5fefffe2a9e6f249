using System.CommandLine;
using Atiende.Hosting;
using Atiende.Packs.Starting;

namespace Atiende.Commands;

/// <summary><c>atiende pack new</c>: writes the smallest pack that can be attended with, to go on from.</summary>
internal static class PackNewCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The pack's folder, new or empty; its name is the pack's id" };
        var country = new Option<string?>("--country")
        {
            Description = "The organisation's country, two letters (default: those with which the folder's name begins)",
            HelpName = "XX",
        };
        var command = new ExampleCommand("new", "Writes a small pack, commented and without errors, to go on from.",
            "atiende pack new packs/sv-alcaldia") { folder, country };
        command.SetAction(parsed => Write(parsed.GetValue(folder)!, parsed.GetValue(country)));
        return command;
    }

    private static int Write(DirectoryInfo folder, string? named)
    {
        var id = new DirectoryInfo(Path.TrimEndingDirectorySeparator(folder.FullName)).Name;
        if (!NewPack.IsId(id))
            throw new UsageException($"'{id}' cannot be a pack's id: small letters, digits and single hyphens, at most {NewPack.IdLength}, such as sv-alcaldia");
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any()) throw new UsageException($"{folder} is not empty; name a new folder");

        var country = (named ?? id.Split('-')[0]).ToUpperInvariant();
        if (!NewPack.IsCountry(country))
            throw new UsageException($"'{country}' is no country's two letters; begin the folder's name with them (sv-alcaldia), or name them with --country");

        foreach (var (path, text) in NewPack.Files(id, country).Texts)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
            Console.WriteLine(Path.Combine(folder.ToString(), path));
        }

        Console.WriteLine($"{id}: written. Next: atiende pack check {folder}");
        return 0;
    }
}
