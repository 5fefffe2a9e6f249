using System.Text.Json;
using System.Text.RegularExpressions;
using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

/// <summary>The way from an empty folder to the first guided call, done as <c>docs/packs.md</c> says: its files, its commands, in its order.</summary>
public sealed partial class TutorialTests
{
    private const string Pack = "mine/sv-alcaldia";

    [Fact]
    public async Task The_tutorial_does_what_it_says()
    {
        using var folder = new TemporaryFolder();
        var said = new List<string>();
        foreach (var block in Blocks())
        {
            if (block.Language != "sh")
            {
                var file = folder.File(block.File.StartsWith("mine/", StringComparison.Ordinal) ? block.File : $"{Pack}/{block.File}");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, block.Text);
                continue;
            }

            foreach (var line in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                said.Add(await Type(line, folder));
        }

        Assert.Equal(2, said.Count(output => output.Contains("No errors", StringComparison.Ordinal)));
        Assert.Contains(said, output => output.Contains("sv-alcaldia: loaded", StringComparison.Ordinal));
        var walked = JsonDocument.Parse(said.Single(output => output.Contains("\"path\":", StringComparison.Ordinal))).RootElement;
        Assert.Equal(["A/1", "A/2", "A/3", "A/3a", "A/4", "A/5"], walked.GetProperty("path").EnumerateArray().Select(step => step.GetString()));
        var effects = walked.GetProperty("effects").EnumerateArray().ToList();
        Assert.Equal("recibido", effects.Single(effect => effect.GetProperty("kind").GetString() == "record").GetProperty("state").GetString());
        Assert.StartsWith("2026-03-10", effects.Single(effect => effect.GetProperty("kind").GetString() == "callback").GetProperty("due").GetString());
        Assert.Contains(said, page => page.Contains("Ana Ejemplo Uno", StringComparison.Ordinal) && page.Contains("Sara Ejemplo Dos", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sv-alcaldia", "America/El_Salvador", "USD", "dui")]
    [InlineData("bo-comteco-2", "America/La_Paz", "BOB", "ci")]
    [InlineData("cl-prueba", "America/Santiago", "CLP", "rut")]
    [InlineData("mx-municipio", "America/Mexico_City", "MXN", "other")]
    public void A_new_pack_is_without_faults_in_any_country(string id, string zone, string currency, string document)
    {
        var (pack, faults) = Packs.Reading.PackReader.Read(Packs.Starting.NewPack.Files(id, id[..2].ToUpperInvariant()));

        Assert.Empty(faults);
        Assert.Equal((id, zone, currency, document), (pack!.Identity.Id.Value, pack.Identity.Zone, pack.Identity.Currency, pack.Identity.IdentityDocument));
    }

    [Theory]
    [InlineData("sv_Alcaldia", "cannot be a pack's id")]
    [InlineData("zz-alcaldia", "'ZZ' is no country's two letters")]
    [InlineData("zz-alcaldia", "'SALVADOR' is no country's two letters", "--country", "Salvador")]
    [InlineData("sv-llena", "is not empty")]
    public async Task A_new_pack_is_written_where_it_can_be_one(string name, string expected, params string[] more)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sv-llena", "algo"));

        var (exit, _, errors) = await ProgramProcess.Run(["pack", "new", folder.File(name), .. more, "--data", folder.File("data")]);

        Assert.Equal(2, exit);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File(name, "pack.yaml")));
    }

    // What the command says; of the server, the sign-in page that it shows.
    private static async Task<string> Type(string line, TemporaryFolder folder)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("./atiende", words[0]);
        string[] arguments = [.. words[1..].Select(word => word.StartsWith("mine/", StringComparison.Ordinal) ? folder.File(word) : word), "--data", folder.File("data")];
        if (arguments[0] == "run") return await Served(arguments, folder);

        var (exit, output, errors) = await ProgramProcess.Run(arguments);
        Assert.True(exit == 0, $"{line}\n{errors}");
        Assert.DoesNotContain(errors.Split('\n'), said => said.Trim().Length > 0 && !said.StartsWith('{')); // but for logs
        return output.Trim();
    }

    private static async Task<string> Served(string[] arguments, TemporaryFolder folder)
    {
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = ProgramProcess.Start([.. arguments, "--url", address.ToString()], ("ATIENDE_PacksFolder", folder.File("mine")));
        await program.Ready(address);
        using var client = new HttpClient { BaseAddress = address };
        return System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/sign-in"));
    }

    private static IEnumerable<(string Language, string File, string Text)> Blocks()
    {
        var tutorial = File.ReadAllText(Repository.Path("docs", "packs.md")).Split("\n## What a pack is made of")[0];
        var found = Block().Matches(tutorial).Select(match => (
            match.Groups["language"].Value, FileName().Match(match.Groups["before"].Value).Groups["file"].Value, match.Groups["text"].Value)).ToList();
        Assert.True(found.Count == 10, "the tutorial was not read whole");
        return found;
    }

    // A block, and the paragraph above it, which names its file first.
    [GeneratedRegex(@"(?<before>(?:[^\n]+\n)*)\n```(?<language>\w+)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<file>[\w./-]+\.(yaml|csv|json))`", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
