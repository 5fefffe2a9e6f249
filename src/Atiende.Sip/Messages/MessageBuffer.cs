using System.Buffers.Text;
using System.Text;

namespace Atiende.Sip;

/// <summary>Bytes that grow while a message is written; kept and used again by whoever writes many.</summary>
public sealed class MessageBuffer
{
    private byte[] bytes = new byte[2048];
    private int length;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Empties it.</summary>
    public void Clear() => length = 0;

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        length += more.Length;
    }

    /// <summary>Writes text as UTF-8.</summary>
    public void Write(string text) => length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Writes a number.</summary>
    public void Write(int number)
    {
        Utf8Formatter.TryFormat(number, Room(11), out var written);
        length += written;
    }

    private Span<byte> Room(int count)
    {
        if (bytes.Length - length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        return bytes.AsSpan(length);
    }
}
