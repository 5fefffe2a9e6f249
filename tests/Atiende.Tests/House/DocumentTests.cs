using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Atiende.Hosting;
using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

/// <summary>What the documents name exists, and what exists is named where it must be.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Paths_that_documents_name_exist()
    {
        var named = Documents().SelectMany(document => InnerPath().Matches(document.Text).Select(match => (document.Name, Path: match.Groups["path"].Value)))
            .Where(found => !found.Path.Contains('*') && !found.Path.Contains('…'))
            .ToList();

        var missing = named.Where(found => !Exists(Repository.Path(found.Path))).Select(found => $"{found.Name}: {found.Path}");

        Assert.True(named.Count > 80, "the documents were not read");
        Assert.Empty(missing);
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var links = Documents().SelectMany(document => Link().Matches(document.Text).Select(match => (document.Name, To: match.Groups["to"].Value)))
            .Where(link => !link.To.Contains("://", StringComparison.Ordinal))
            .ToList();

        var broken = links.Where(link => !Leads(link.Name, link.To)).Select(link => $"{link.Name}: {link.To}");

        Assert.True(links.Count > 15, "the documents were not read");
        Assert.Empty(broken);
    }

    [Fact]
    public void Each_package_has_its_line_in_a_decision()
    {
        var decisions = string.Join('\n', Directory.GetFiles(Repository.Path("docs", "decisions"), "*.md").Select(File.ReadAllText));
        var packages = NugetPackages().Concat(NpmPackages()).ToList();

        Assert.True(packages.Count > 20, "the packages were not found");
        Assert.DoesNotContain(packages, package => !decisions.Contains($"`{package}`", StringComparison.Ordinal));
    }

    [Fact]
    public void The_operators_manual_has_every_setting_and_no_other()
    {
        var manual = File.ReadAllText(Repository.Path("docs", "operacion.md"));
        var table = manual.Split('\n').Where(line => line.StartsWith('|') && line.Contains("ATIENDE_", StringComparison.Ordinal)).ToList();
        var documented = table.SelectMany(line => Names(line.Split('|')[1])).Order(StringComparer.Ordinal);
        var named = SettingName().Matches(manual).Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct();

        Assert.Equal(Settings().Order(StringComparer.Ordinal), documented);
        Assert.Empty(named.Except(Settings()));
    }

    private static IEnumerable<string> Settings() => typeof(Settings).GetProperties()
        .Where(property => property.CanWrite && property.Name != nameof(Hosting.Settings.DataFolder)) // --data, not a setting
        .SelectMany(property => property.PropertyType is { IsClass: true } group && group != typeof(string)
            ? group.GetProperties().Where(inner => inner.CanWrite).Select(inner => $"{property.Name}:{inner.Name}")
            : [property.Name]);

    // `Smtp:Host`, `Port`, … : the first one names the group.
    private static IEnumerable<string> Names(string cell)
    {
        var names = Code().Matches(cell).Select(match => match.Groups["word"].Value).ToList();
        var group = names[0].Contains(':', StringComparison.Ordinal) ? names[0].Split(':')[0] + ":" : "";
        return names.Select(name => name.Contains(':', StringComparison.Ordinal) ? name : group + name);
    }

    private static IEnumerable<string> NugetPackages() => XDocument.Load(Repository.Path("Directory.Packages.props"))
        .Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);

    private static IEnumerable<string> NpmPackages()
    {
        var root = JsonDocument.Parse(File.ReadAllText(Repository.Path("src", "Atiende", "web", "package.json"))).RootElement;
        return new[] { "dependencies", "devDependencies" }.SelectMany(kind => root.GetProperty(kind).EnumerateObject()).Select(package => package.Name);
    }

    private static bool Leads(string document, string to)
    {
        var path = Path.GetRelativePath(Repository.Root, Repository.Path(Path.GetDirectoryName(document)!, to.Split('#')[0]));
        return Exists(Repository.Path(path));
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<(string Name, string Text)> Documents() =>
        Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)));

    [GeneratedRegex(@"(?<![\w/])(?<path>(src|tests|packs|bench|scripts)/[A-Za-z0-9][\w./*…-]*[\w*…])", RegexOptions.ExplicitCapture)]
    private static partial Regex InnerPath();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"ATIENDE_(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex SettingName();
}
