using System.Collections;
using System.Text;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>One parameter as it was written: quotes and escapes are kept in <see cref="Value"/>, which is null where there is no equals sign.</summary>
public readonly record struct SipParameter(string Name, string? Value);

/// <summary>The ;name=value list of a URI or of a header, in its order. Names know no case.</summary>
public readonly struct SipParameters : IReadOnlyList<SipParameter>, IEquatable<SipParameters>
{
    private readonly SipParameter[]? items;

    private SipParameters(SipParameter[] items) => this.items = items;

    /// <summary>None.</summary>
    public static SipParameters None => default;

    /// <summary>The longest list that is read.</summary>
    public const int Most = 64;

    /// <summary>What a parameter says, without quotes: "" where it has no value, null where it is not there.</summary>
    public string? this[string name] => Find(name) is var at and >= 0 ? items![at].Value is { } value ? Quoting.Unquote(value) : "" : null;

    /// <inheritdoc/>
    public SipParameter this[int index] => (items ?? [])[index];

    /// <inheritdoc/>
    public int Count => items?.Length ?? 0;

    /// <summary>Whether it is there, with a value or without.</summary>
    public bool Has(string name) => Find(name) >= 0;

    /// <summary>The same with a parameter set; <paramref name="value"/> is written as it is, null means no equals sign.</summary>
    public SipParameters With(string name, string? value)
    {
        var at = Find(name);
        SipParameter[] next = at < 0 ? [.. items ?? [], new(name, value)] : [.. items!];
        if (at >= 0) next[at] = new(name, value);
        return new(next);
    }

    /// <summary>The same without a parameter.</summary>
    public SipParameters Without(string name) => Has(name) ? new([.. items!.Where(item => !Same(item.Name, name))]) : this;

    /// <inheritdoc/>
    public IEnumerator<SipParameter> GetEnumerator() => ((IEnumerable<SipParameter>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The same parameters in the same order, as they were written.</summary>
    public bool Equals(SipParameters other) => (items ?? []).SequenceEqual(other.items ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SipParameters other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, items![0]);

    public static bool operator ==(SipParameters one, SipParameters other) => one.Equals(other);

    public static bool operator !=(SipParameters one, SipParameters other) => !one.Equals(other);

    /// <summary>As on the wire, each with its semicolon.</summary>
    public override string ToString() => WriteTo(new StringBuilder()).ToString();

    internal StringBuilder WriteTo(StringBuilder text)
    {
        foreach (var (name, value) in items ?? [])
        {
            text.Append(';').Append(name);
            if (value is not null) text.Append('=').Append(value);
        }

        return text;
    }

    /// <summary>generic-param of a header: *( SEMI token [ EQUAL ( token / host / quoted-string ) ] ).</summary>
    internal static SipParameters Read(ref Scanner scanner)
    {
        SipParameter[]? read = null;
        var count = 0;
        while (scanner.Skip(';'))
        {
            if (count == Most)
            {
                scanner.Fail($"more than {Most} parameters");
                return default;
            }

            var name = Known(scanner.Token("a parameter's name"));
            string? value = null;
            if (scanner.Skip('='))
            {
                value = ReadValue(ref scanner);
            }

            if (scanner.Fault is not null) return default;

            read ??= new SipParameter[2];
            if (count == read.Length) Array.Resize(ref read, count * 2);
            read[count++] = new(name, value);
        }

        return Of(read, count);
    }

    /// <summary>uri-parameters: each pname without white space, up to a ? or the end.</summary>
    internal static SipParameters ReadOfUri(ReadOnlySpan<char> text, out string? fault)
    {
        SipParameter[] read = new SipParameter[2];
        var count = 0;
        fault = null;
        foreach (var part in text.Split(';'))
        {
            var parameter = text[part];
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            var value = equals < 0 ? default : parameter[(equals + 1)..];
            if (name.IsEmpty) fault = "a parameter of the URI has no name";
            else if (count == Most) fault = $"the URI has more than {Most} parameters";
            else if (name.ContainsAnyExcept(Grammar.UriParameter) || value.ContainsAnyExcept(Grammar.UriParameter)) fault = "a parameter of the URI has a character that is not allowed";
            else if (!Grammar.EscapesAreWhole(parameter)) fault = "a % of the URI is no escape";
            if (fault is not null) return default;

            if (count == read.Length) Array.Resize(ref read, count * 2);
            read[count++] = new(Known(name), equals < 0 ? null : value.ToString());
        }

        return Of(read, count);
    }

    internal static string? ReadValue(ref Scanner scanner)
    {
        if (scanner.Next == '"') return scanner.Quoted().ToString();

        var end = scanner.Rest.IndexOfAny(Grammar.ValueEnd);
        if (end < 0) end = scanner.Rest.Length;
        if (end == 0) scanner.Fail("a parameter has an equals sign and no value");
        return scanner.Take(end).ToString();
    }

    // The names that come in every message need no string of their own.
    private static string Known(ReadOnlySpan<char> name) => name switch
    {
        "branch" => "branch",
        "tag" => "tag",
        "rport" => "rport",
        "received" => "received",
        "lr" => "lr",
        "transport" => "transport",
        "expires" => "expires",
        "q" => "q",
        "user" => "user",
        "maddr" => "maddr",
        "ob" => "ob",
        _ => name.ToString(),
    };

    private static SipParameters Of(SipParameter[]? read, int count)
    {
        if (count == 0) return default;
        if (count < read!.Length) Array.Resize(ref read, count);
        return new(read);
    }

    private int Find(string name)
    {
        if (items is null) return -1;

        for (var at = 0; at < items.Length; at++)
        {
            if (Same(items[at].Name, name)) return at;
        }

        return -1;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
