using Atiende.Packs.Reading;
using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Tests.Reading;

/// <summary>One thing is broken in a shipped pack: the fault names the place, what is wrong and what would be right.</summary>
public sealed class Faults_of_a_pack
{
    private const string Section = "procedures/COM-DSC-P01/II.yaml";

    [Fact]
    public void A_key_that_nobody_knows() => Breaks(Section, "    do: ", "    doo: ", "Unknown key 'doo'", "do");

    [Fact]
    public void A_target_that_does_not_exist() => Breaks(Section, "go: \"3\"", "go: \"33\"", "There is no step '33'", "section");

    [Fact]
    public void A_role_that_does_not_exist() => Breaks(Section, "role: asesor-comercial", "role: asesor-comercia", "No role is called 'asesor-comercia'", "Did you mean 'asesor-comercial'?");

    [Fact]
    public void Text_that_is_no_YAML() => Breaks("lines.yaml", "service-lines:", "service-lines: [", "This is not YAML", "spaces");

    [Fact]
    public void A_file_that_is_missing()
    {
        var files = Files();
        files.Remove("calendar.yaml");

        Assert.Contains(Read(files), f => f.At.File == "calendar.yaml" && f.Wrong.Contains("missing"));
    }

    [Fact]
    public void A_row_with_too_many_cells()
    {
        var files = Files();
        var file = files.Keys.First(f => f.StartsWith("catalogues/", StringComparison.Ordinal));
        files[file] += "a,b,c,d,e,f,g,h\n";

        var fault = Assert.Single(Read(files), f => f.At.File == file);
        Assert.Contains("8 cells", fault.Wrong);
        Assert.Equal(files[file].TrimEnd('\n').Count(c => c == '\n') + 1, fault.At.Line);
    }

    [Fact]
    public void Every_fault_of_a_pack_is_said_at_once()
    {
        var files = Files();
        files[Section] = files[Section].Replace("go: \"3\"", "go: \"33\"", StringComparison.Ordinal);
        files["lines.yaml"] = files["lines.yaml"].Replace("service-lines:", "service-line:", StringComparison.Ordinal);
        files["texts.yaml"] = "items: 7\n";

        Assert.Equal(["lines.yaml", "texts.yaml"], Read(files).Where(f => f.At.File is "lines.yaml" or "texts.yaml").Select(f => f.At.File).Distinct());
    }

    private static void Breaks(string file, string right, string wrong, string said, string mend)
    {
        var files = Files();
        Assert.Contains(right, files[file]);
        files[file] = files[file].Replace(right, wrong, StringComparison.Ordinal);
        var line = files[file].Split('\n').ToList().FindIndex(l => l.Contains(wrong, StringComparison.Ordinal)) + 1;

        var faults = Read(files).Where(f => f.At.File == file).ToList();

        var fault = Assert.Single(faults.DistinctBy(f => f.Wrong), f => f.Wrong.Contains(said));
        Assert.Contains(mend, fault.Right);
        Assert.True(fault.At.Line >= line && fault.At.Column > 0, $"{fault.At} is not line {line}");
    }

    private static Dictionary<string, string> Files() =>
        new(PackFiles.FromFolder(Repository.PathOf("packs", "bo-comteco")).Texts, StringComparer.Ordinal);

    private static IReadOnlyList<Fault> Read(Dictionary<string, string> files)
    {
        var (pack, faults) = PackReader.Read(new("bo-comteco", files));
        Assert.Null(pack);
        return faults;
    }
}
