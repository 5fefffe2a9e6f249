using System.Text.Json;
using System.Text.RegularExpressions;
using Atiende.Shell;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Shell;

/// <summary>The screens' words: complete in both languages, all used, none missing. Rooms and their sources are found on disk.</summary>
public sealed partial class TextsTests
{
    private static readonly string Application = Repository.Path("src", "Atiende");

    private static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(Application, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => CommentLines().Replace(File.ReadAllText(file), "")),
    ];

    public static TheoryData<string> Rooms { get; } =
        [.. Directory.EnumerateDirectories(Application, "Texts", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains("/bin/", StringComparison.Ordinal) && !folder.Contains("/obj/", StringComparison.Ordinal))
            .Select(folder => Path.GetFileName(Path.GetDirectoryName(folder)!)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_says_the_same_things_in_Spanish_and_English(string room)
    {
        var spanish = Read(room, Texts.Spanish);
        var english = Read(room, Texts.English);

        Assert.NotEmpty(spanish);
        Assert.Equal(spanish.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        None(spanish.Keys.Where(key => Placeholders(spanish[key]) != Placeholders(english[key])));
        None(spanish.Concat(english).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
    }

    [Theory, MemberData(nameof(Rooms))]
    public void The_keys_of_a_room_begin_with_its_name(string room) =>
        None(Read(room, Texts.Spanish).Keys.Where(key => !key.StartsWith(Texts.Kebab(room) + ".", StringComparison.Ordinal)));

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var known = Texts.In(Texts.Spanish);
        var asked = Sources.SelectMany(source => Asked().Matches(source)).ToList();

        Assert.NotEmpty(asked);
        None(asked.SelectMany(KeysOf).Where(pattern => !known.Keys.Any(key => IsLike(pattern, key))).Distinct());
    }

    [Fact]
    public void Every_text_is_asked_for_somewhere()
    {
        var literals = Sources.SelectMany(source => Literals().Matches(source)).Select(literal => literal.Groups[1].Value).ToHashSet();
        var patterns = Sources.SelectMany(source => Asked().Matches(source)).SelectMany(KeysOf)
            .Concat(literals.Where(literal => literal.Contains('{', StringComparison.Ordinal)))
            .Where(pattern => pattern.Contains('{', StringComparison.Ordinal) || pattern.EndsWith(".*", StringComparison.Ordinal)
                || pattern.EndsWith(".one", StringComparison.Ordinal) || pattern.EndsWith(".other", StringComparison.Ordinal))
            .Where(pattern => pattern.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && !pattern[..dot].Contains('{', StringComparison.Ordinal))
            .Distinct().ToList();

        None(Texts.In(Texts.Spanish).Keys.Where(key => !literals.Contains(key) && !patterns.Any(pattern => IsLike(pattern, key))));
    }

    [Fact]
    public void Numbers_and_members_of_enumerations_find_their_words()
    {
        var texts = new Texts();

        Assert.Equal("hace 3 min", texts.Count("shell.time.past.minute", 3));
        Assert.Equal("ayer", texts.Count("shell.time.past.day", 1));
        Assert.Equal("Consulta", texts.Of("shell.nav.group", NavGroup.Know));
        Assert.Equal("[shell.nothing]", texts["shell.nothing"]);
    }

    // T["a.b"], T[$"a.{x}"], T.Count("a", …), T.Of("a", …), and keys that are handed over to be asked for later.
    private static IEnumerable<string> KeysOf(Match asked)
    {
        var key = asked.Groups["key"].Value;
        return asked.Groups["how"].Value switch
        {
            "Count(" => [$"{key}.one", $"{key}.other"],
            "Of(" => [$"{key}.*"],
            _ => [key],
        };
    }

    private static bool IsLike(string pattern, string key) =>
        Regex.IsMatch(key, $"^{Holes().Replace(Regex.Escape(pattern).Replace(@"\{", "{", StringComparison.Ordinal), ".+").Replace(@"\.\*", @"\..+", StringComparison.Ordinal)}$");

    private static void None(IEnumerable<string> wrong) => Assert.Equal("", string.Join('\n', wrong));

    private static string Placeholders(string text) => string.Join(',', PlaceholdersOf().Matches(text).Select(hole => hole.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string room, string language)
    {
        var folder = Directory.EnumerateDirectories(Application, "Texts", SearchOption.AllDirectories)
            .First(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == room && !folder.Contains("/bin/", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, $"{language}.json")))!;
    }

    [GeneratedRegex("""\b(?:T|[Tt]exts|words)(?:\[|\.(?<how>Count\(|Of\())\$?"(?<key>[a-z][^"\s]*)"|new NavEntry\("(?<key>[^"]+)"|TextKey\s*=>\s*"(?<key>[^"]+)";""")]
    private static partial Regex Asked();

    [GeneratedRegex("\"([a-z][a-z-]*\\.[^\"\\s]+)\"")]
    private static partial Regex Literals();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLines();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex PlaceholdersOf();
}
