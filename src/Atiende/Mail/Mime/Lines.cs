namespace Atiende.Mail.Mime;

/// <summary>Lines of a message: they end with CRLF as the standard wants, or with LF as maildirs have them.</summary>
internal static class Lines
{
    /// <summary>The line that begins at a place, without its end, and where the next begins.</summary>
    public static (Range Line, int Next) RangeAt(ReadOnlySpan<byte> bytes, int at)
    {
        var length = bytes[at..].IndexOf((byte)'\n');
        if (length < 0) return (at..bytes.Length, bytes.Length);

        var end = at + length;
        return (at..(end > at && bytes[end - 1] == '\r' ? end - 1 : end), end + 1);
    }

    /// <summary>The line that begins at a place, without its end, and where the next begins.</summary>
    public static LineRead Next(ReadOnlySpan<byte> bytes, int at)
    {
        var (line, next) = RangeAt(bytes, at);
        return new(bytes[line], next);
    }
}

/// <summary>A line and where the next begins.</summary>
internal readonly ref struct LineRead(ReadOnlySpan<byte> line, int next)
{
    private readonly ReadOnlySpan<byte> _line = line;

    public void Deconstruct(out ReadOnlySpan<byte> line, out int next)
    {
        line = _line;
        next = Next;
    }

    public int Next { get; } = next;
}
