using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>Walks over a header's value. The first thing that is wrong stays in <see cref="Fault"/>, and every reader that meets it gives null.</summary>
public ref struct Scanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    /// <summary>What is wrong, once something is.</summary>
    public string? Fault { get; private set; }

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<char> Rest => rest;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Next => rest.IsEmpty ? '\0' : rest[0];

    /// <summary>Notes what is wrong, unless something was before.</summary>
    public void Fail(string what) => Fault ??= what;

    /// <summary>Skips LWS (§25.1); folds are single spaces by now.</summary>
    public void SkipWhite() => rest = rest.TrimStart(" \t\r\n");

    /// <summary>Goes on by so many characters.</summary>
    public ReadOnlySpan<char> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <summary>Everything that is left.</summary>
    public ReadOnlySpan<char> TakeRest() => Take(rest.Length);

    /// <summary>Takes a separator with the white space around it (SLASH, SEMI, EQUAL, COMMA…).</summary>
    public bool Skip(char separator)
    {
        var trimmed = rest.TrimStart(" \t\r\n");
        if (trimmed.IsEmpty || trimmed[0] != separator) return false;

        rest = trimmed[1..];
        SkipWhite();
        return true;
    }

    /// <summary>A token; empty, and a fault, where there is none.</summary>
    public ReadOnlySpan<char> Token(string what)
    {
        var end = rest.IndexOfAnyExcept(Grammar.Token);
        if (end < 0) end = rest.Length;
        if (end == 0) Fail($"{what} is missing");
        return Take(end);
    }

    /// <summary>A quoted-string with its quotes and escapes, as it was written; empty, and a fault, where it has no end.</summary>
    public ReadOnlySpan<char> Quoted()
    {
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '\\') at++;
            else if (rest[at] == '"') return Take(at + 1);
        }

        Fail("a quoted string has no end");
        return default;
    }

    /// <summary>A number of at most so much.</summary>
    public long Number(string what, long most)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        if (end < 0) end = rest.Length;
        var digits = Take(end);
        if (digits.IsEmpty)
        {
            Fail($"{what} is no number");
            return 0;
        }

        digits = digits.TrimStart('0');
        if (digits.Length <= 18 && (digits.IsEmpty ? 0 : long.Parse(digits, System.Globalization.NumberStyles.None, null)) is var value && value <= most) return value;

        Fail($"{what} is above {most}");
        return 0;
    }

    /// <summary>Fails where something is left that does not belong there.</summary>
    public void End()
    {
        SkipWhite();
        if (!AtEnd) Fail($"«{Shown(rest)}» is not expected");
    }

    private static string Shown(ReadOnlySpan<char> text) => new(text[..Math.Min(text.Length, 20)]);
}
