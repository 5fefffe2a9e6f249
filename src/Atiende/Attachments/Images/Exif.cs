using System.Buffers.Binary;

namespace Atiende.Attachments.Images;

/// <summary>The one thing of Exif (CIPA DC-008) that a picture needs to be seen as it was taken: which side is up.</summary>
internal static class Exif
{
    private const int Header = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation, 1 to 8; 1, upright, where it says none.</summary>
    /// <param name="tiff">The Exif data from its TIFF header on.</param>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < Header) return 1;

        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8)) return 1;

        var directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2) return 1;

        var at = (int)directory;
        var count = Short(tiff[at..], little);
        for (at += 2; count > 0 && at + EntryLength <= tiff.Length; count--, at += EntryLength)
            if (Short(tiff[at..], little) == OrientationTag)
                return Short(tiff[(at + 8)..], little) is >= 1 and <= 8 and var orientation ? orientation : 1;

        return 1;
    }

    /// <summary>Exif data that say the orientation and nothing else.</summary>
    public static byte[] Only(int orientation) =>
    [
        .. "II*\0"u8, Header, 0, 0, 0,
        1, 0, // one entry: the orientation, a short, once
        0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0, 0, 0, 0,
    ];

    private static ushort Short(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
