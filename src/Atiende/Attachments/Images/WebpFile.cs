using System.Buffers.Binary;

namespace Atiende.Attachments.Images;

/// <summary>WebP files (RFC 9649): a RIFF container of chunks.</summary>
internal static class WebpFile
{
    private const int Header = 12; // RIFF, length, WEBP
    private const int ChunkHeader = 8;
    private const int FlagsAt = Header + ChunkHeader;
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    private static readonly HashSet<string> Kept = new(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"], StringComparer.Ordinal);

    public static bool Is(ReadOnlySpan<byte> file) => file.Length > Header && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <summary>The picture without Exif, XMP, unknown chunks and whatever follows its end; null for a damaged file.</summary>
    public static CleanImage? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length + 64);
        kept.Write(file[..Header]);
        var end = Math.Min(file.Length, BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L);
        var (width, height, drawn, orientation, extended) = (0, 0, false, 1, false);
        for (var at = Header; at + ChunkHeader <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > end - at - ChunkHeader) return null;

            var type = System.Text.Encoding.Latin1.GetString(file.Slice(at, 4));
            var data = file.Slice(at + ChunkHeader, (int)length);
            if (at == Header)
            {
                if (SizeOf(type, data) is not { } size) return null;
                ((width, height), extended) = (size, type == "VP8X");
            }

            drawn |= type is "VP8 " or "VP8L" or "ANMF";
            if (type == "EXIF") orientation = Exif.Orientation(data.StartsWith("Exif\0\0"u8) ? data[6..] : data);
            if (Kept.Contains(type)) Write(kept, file.Slice(at, 4), data);
            at += ChunkHeader + (int)length + (int)(length % 2);
        }

        if (!drawn) return null;

        if (extended && orientation > 1) Write(kept, "EXIF"u8, Exif.Only(orientation));
        var written = kept.GetBuffer().AsSpan(0, (int)kept.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(written[4..], (uint)written.Length - 8);
        if (extended) written[FlagsAt] = (byte)((written[FlagsAt] & ~(HasExif | HasXmp)) | (orientation > 1 ? HasExif : 0));
        return CleanImage.Of(width, height, kept);
    }

    private static (int Width, int Height)? SizeOf(string type, ReadOnlySpan<byte> data) => type switch
    {
        "VP8X" when data.Length >= 10 => (1 + (data[4] | data[5] << 8 | data[6] << 16), 1 + (data[7] | data[8] << 8 | data[9] << 16)),
        "VP8 " when data.Length >= 10 && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) =>
            (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
        "VP8L" when data.Length >= 5 && data[0] == 0x2F && BinaryPrimitives.ReadUInt32LittleEndian(data[1..]) is var bits =>
            (1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF)),
        _ => null,
    };

    private static void Write(MemoryStream kept, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)data.Length);
        kept.Write(type);
        kept.Write(length);
        kept.Write(data);
        if (data.Length % 2 == 1) kept.WriteByte(0);
    }
}
