using System.Buffers.Binary;

namespace Atiende.Attachments.Images;

/// <summary>JPEG files (ITU-T T.81): a row of segments, each a marker with its length, and the picture's coded data between them.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;
    private const byte End = 0xD9;
    private const byte Application0 = 0xE0;
    private const byte Application1 = 0xE1;
    private const byte Application2 = 0xE2;
    private const byte Application14 = 0xEE;
    private const byte LastApplication = 0xEF;
    private const byte Comment = 0xFE;

    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> ExifName => "Exif\0\0"u8;

    /// <summary>The picture without Exif, XMP, IPTC, comments and whatever follows its end; null for a damaged file.</summary>
    public static CleanImage? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length + 64);
        kept.Write(file[..2]);
        var (width, height, scanned, turned) = (0, 0, false, false);
        for (var at = 2; ;)
        {
            while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF) at++; // padding
            // What is cut off in its last scan is shown by every browser as far as it goes.
            if (at + 4 > file.Length && !(at + 2 <= file.Length && file[at + 1] == End)) return scanned ? CleanImage.Of(width, height, kept) : null;
            if (file[at] != 0xFF) return null;

            var marker = file[at + 1];
            if (marker == End)
            {
                kept.Write(file.Slice(at, 2));
                return scanned ? CleanImage.Of(width, height, kept) : null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length) return null;

            var segment = file.Slice(at, 2 + length);
            var data = segment[4..];
            if (IsFrame(marker))
            {
                if (data.Length < 5) return null;
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
            }

            if (marker == Application1 && data.StartsWith(ExifName) && !turned && Exif.Orientation(data[ExifName.Length..]) is > 1 and var orientation)
            {
                turned = true;
                WriteExif(kept, Exif.Only(orientation));
            }

            if (IsKept(marker, data)) kept.Write(segment);
            at += segment.Length;
            if (marker != StartOfScan) continue;
            if (width == 0) return null;

            scanned = true;
            var end = EndOfScan(file, at);
            kept.Write(file[at..end]);
            at = end;
        }
    }

    // Start of frame: what says the size. C4, C8 and CC are tables.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // What is needed to show it as it is: tables and frames, the frame's colours (JFIF, Adobe), the colour profile.
    private static bool IsKept(byte marker, ReadOnlySpan<byte> data) => marker switch
    {
        Application0 => data.StartsWith("JFIF\0"u8),
        Application2 => data.StartsWith("ICC_PROFILE\0"u8),
        Application14 => data.StartsWith("Adobe"u8),
        >= Application0 and <= LastApplication or Comment => false,
        _ => true,
    };

    private static void WriteExif(MemoryStream kept, byte[] tiff)
    {
        var length = 2 + ExifName.Length + tiff.Length;
        kept.Write([0xFF, Application1, (byte)(length >> 8), (byte)length]);
        kept.Write(ExifName);
        kept.Write(tiff);
    }

    // In coded data FF is followed by 0, or is a restart marker; any other marker ends them.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) return file.Length;

            at += next;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)) return at;

            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }
}
