using System.Buffers.Binary;

namespace Atiende.Attachments.Images;

/// <summary>PNG files (W3C PNG, third edition): a row of chunks with length, type, data and check sum.</summary>
internal static class PngFile
{
    private const int Around = 12; // length, type and check sum of a chunk

    // What is needed to show it as it is: the critical chunks, colour, transparency, size and animation. No text, time or Exif.
    private static readonly HashSet<string> Kept = new(
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"], StringComparer.Ordinal);

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture without text, time, Exif and whatever follows its end; null for a damaged file.</summary>
    public static CleanImage? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length + 64);
        kept.Write(Signature);
        var (width, height, data) = (0, 0, false);
        for (var at = Signature.Length; at + Around <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - Around) return null;

            var chunk = file.Slice(at, Around + (int)length);
            var type = System.Text.Encoding.Latin1.GetString(chunk.Slice(4, 4));
            var first = at == Signature.Length;
            if (first != (type == "IHDR") || (first && length != 13)) return null;
            if (first)
            {
                var (wide, high) = (BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]));
                (width, height) = ((int)Math.Min(wide, int.MaxValue), (int)Math.Min(high, int.MaxValue));
            }

            data |= type == "IDAT";
            if (type == "eXIf" && Exif.Orientation(chunk[8..^4]) is > 1 and var orientation) WriteExif(kept, orientation);
            if (Kept.Contains(type)) kept.Write(chunk);
            if (type == "IEND") return data ? CleanImage.Of(width, height, kept) : null;

            at += chunk.Length;
        }

        return null;
    }

    private static void WriteExif(MemoryStream kept, int orientation)
    {
        byte[] typed = [.. "eXIf"u8, .. Exif.Only(orientation)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, typed.Length - 4);
        kept.Write(number);
        kept.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, CheckSum(typed));
        kept.Write(number);
    }

    // CRC-32 of ISO 3309, bit by bit: it is taken over 30 bytes.
    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }
}
