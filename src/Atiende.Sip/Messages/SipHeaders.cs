using System.Collections;
using System.Text;

namespace Atiende.Sip;

/// <summary>
/// The header fields of a message, in their order. Those of a message that was read stay bytes until somebody asks for them, and are written back as those bytes;
/// what was read once as a type stays so.
/// </summary>
public sealed class SipHeaders : IEnumerable<KeyValuePair<HeaderName, string>>
{
    private Slot[] slots;
    private readonly byte[] source;

    /// <summary>None yet.</summary>
    public SipHeaders() : this([], new Slot[12], 0)
    {
    }

    internal SipHeaders(byte[] source, Slot[] slots, int count) => (this.source, this.slots, Count) = (source, slots, count);

    /// <summary>How many fields.</summary>
    public int Count { get; private set; }

    /// <summary>The first field of a name, unfolded; null where there is none. Setting replaces all of that name.</summary>
    public string? this[HeaderName name]
    {
        get => Find(name) is var at and >= 0 ? TextOf(ref slots[at]) : null;
        set
        {
            var at = Find(name);
            Remove(name);
            if (value is not null) Insert(at < 0 ? Count : at, new Slot { Name = name, Text = Clean(name, value) });
        }
    }

    /// <summary>How many fields have a name.</summary>
    public int CountOf(HeaderName name)
    {
        var count = 0;
        for (var at = 0; at < Count; at++)
        {
            if (slots[at].Name.Equals(name)) count++;
        }

        return count;
    }

    /// <summary>Whether there is a field of this name.</summary>
    public bool Has(HeaderName name) => Find(name) >= 0;

    /// <summary>Adds a field at the end.</summary>
    /// <exception cref="ArgumentException">The value has a line break.</exception>
    public void Add(HeaderName name, string value) => Insert(Count, new Slot { Name = name, Text = Clean(name, value) });

    /// <summary>Adds a field at the end.</summary>
    public void Add<T>(HeaderName name, T value) where T : class, IHeaderValue<T> => Add(name, value.ToString()!);

    /// <summary>Adds a field before all others, as a Via is.</summary>
    public void AddFirst<T>(HeaderName name, T value) where T : class, IHeaderValue<T> => Insert(0, new Slot { Name = name, Text = Clean(name, value.ToString()!) });

    /// <summary>Sets the only field of a name.</summary>
    public void Set<T>(HeaderName name, T value) where T : class, IHeaderValue<T> => this[name] = value.ToString();

    /// <summary>Sets all values of a name, a field each, where the first one was.</summary>
    public void SetAll<T>(HeaderName name, IEnumerable<T> values) where T : class, IHeaderValue<T>
    {
        var at = Find(name) is var found and >= 0 ? found : Count;
        Remove(name);
        foreach (var value in values) Insert(at++, new Slot { Name = name, Text = Clean(name, value.ToString()!) });
    }

    /// <summary>Removes all fields of a name.</summary>
    public void Remove(HeaderName name)
    {
        var kept = 0;
        for (var at = 0; at < Count; at++)
        {
            if (!slots[at].Name.Equals(name)) slots[kept++] = slots[at];
        }

        Count = kept;
    }

    /// <summary>The first value of a name as its type; null where there is none.</summary>
    /// <exception cref="SipFaultException">The peer wrote it wrongly.</exception>
    public T? Get<T>(HeaderName name) where T : class, IHeaderValue<T> => TryGet<T>(name, out var value, out var fault) ? value : throw new SipFaultException(fault!);

    /// <summary>The first value of a name; false, and the fault, where it is wrong. Where there is none it is null and no fault.</summary>
    public bool TryGet<T>(HeaderName name, out T? value, out SipFault? fault) where T : class, IHeaderValue<T>
    {
        (value, fault) = (null, null);
        if (Find(name) is not (var at and >= 0)) return true;
        if (ValuesOf<T>(ref slots[at], out fault) is not { } values) return false;

        value = values.Length > 0 ? values[0] : null;
        return true;
    }

    /// <summary>Every value of a name, whether separated by commas or fields (§7.3.1).</summary>
    /// <exception cref="SipFaultException">The peer wrote one wrongly.</exception>
    public T[] All<T>(HeaderName name) where T : class, IHeaderValue<T> => TryAll<T>(name, out var values, out var fault) ? values : throw new SipFaultException(fault!);

    /// <summary>Every value of a name; false, and the fault, where one is wrong.</summary>
    public bool TryAll<T>(HeaderName name, out T[] values, out SipFault? fault) where T : class, IHeaderValue<T>
    {
        (values, fault) = ([], null);
        for (var at = 0; at < Count; at++)
        {
            if (!slots[at].Name.Equals(name)) continue;
            if (ValuesOf<T>(ref slots[at], out fault) is not { } some) return false;

            values = values.Length == 0 ? some : [.. values, .. some];
        }

        return true;
    }

    /// <summary>The words of a comma-separated header: Supported, Require, Allow, …</summary>
    public IReadOnlyList<string> Words(HeaderName name) =>
        [.. this.Where(field => field.Key.Equals(name)).SelectMany(field => field.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<HeaderName, string>> GetEnumerator()
    {
        for (var at = 0; at < Count; at++) yield return new(slots[at].Name, TextOf(ref slots[at]));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void WriteTo(MessageBuffer buffer)
    {
        for (var at = 0; at < Count; at++)
        {
            ref var slot = ref slots[at];
            if (ReferenceEquals(slot.Name, HeaderName.ContentLength)) continue; // Written by whoever knows the body.

            buffer.Write(slot.Name.Line);
            if (slot.Text is null && !slot.Folded) buffer.Write(source.AsSpan(slot.Start, slot.Length));
            else buffer.Write(TextOf(ref slot));
            buffer.Write("\r\n"u8);
        }
    }

    private int Find(HeaderName name)
    {
        for (var at = 0; at < Count; at++)
        {
            if (ReferenceEquals(slots[at].Name, name) || slots[at].Name.Equals(name)) return at;
        }

        return -1;
    }

    private void Insert(int at, Slot slot)
    {
        if (Count == slots.Length) Array.Resize(ref slots, Math.Max(8, Count * 2));
        Array.Copy(slots, at, slots, at + 1, Count - at);
        slots[at] = slot;
        Count++;
    }

    private static T[]? ValuesOf<T>(string text, out string? fault) where T : class, IHeaderValue<T>
    {
        var scanner = new Scanner(text);
        scanner.SkipWhite();
        T[] values = [];
        do
        {
            if (scanner.AtEnd) break; // An empty field, or a comma at the end.
            if (T.Read(ref scanner) is { } value) values = values.Length == 0 ? [value] : [.. values, value];
            if (values.Length > 128) scanner.Fail("too many values");
        }
        while (scanner.Fault is null && scanner.Skip(','));

        if (scanner.Fault is null) scanner.End();
        fault = scanner.Fault;
        return fault is null ? values : null;
    }

    private T[]? ValuesOf<T>(ref Slot slot, out SipFault? fault) where T : class, IHeaderValue<T>
    {
        fault = null;
        if (slot.Typed is T[] known) return known;

        var values = ValuesOf<T>(TextOf(ref slot), out var wrong);
        if (values is null) fault = new(slot.Name.Name, wrong!);
        slot.Typed = values;
        return values;
    }

    private string TextOf(ref Slot slot)
    {
        if (slot.Text is not null) return slot.Text;

        var text = Encoding.UTF8.GetString(source, slot.Start, slot.Length);
        return slot.Text = slot.Folded ? Unfold(text) : text;
    }

    // A fold and the white space around it are one space (§7.3.1).
    private static string Unfold(string text)
    {
        var said = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var part = line.Trim('\r', ' ', '\t');
            if (said.Length > 0 && part.Length > 0) said.Append(' ');
            said.Append(part);
        }

        return said.ToString();
    }

    private static string Clean(HeaderName name, string value) =>
        value.AsSpan().ContainsAny('\r', '\n') ? throw new ArgumentException($"a value of {name} has a line break", nameof(value)) : value;

    internal struct Slot
    {
        public HeaderName Name;
        public int Start;
        public int Length;
        public bool Folded;
        public string? Text;
        public object? Typed;
    }
}
