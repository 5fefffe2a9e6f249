using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Atiende.Tests.Attachments;

/// <summary>Files made byte by byte, with what a telephone hides in them.</summary>
internal static class Sample
{
    /// <summary>What must not be found in any file that is stored.</summary>
    public const string Secret = "GPSLatitude=-33.4489";

    /// <summary>Exif data with a place, and the camera turned to the right.</summary>
    public static byte[] Exif { get; } =
    [
        .. "MM\0*\0\0\0\x08"u8, 0, 2,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
        0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26,
        0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] Jpeg(int width = 640, int height = 480, string body = "picture") =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        .. Encoding.ASCII.GetBytes(body), 0xFF, 0x00, 0xFF, 0xD0, 1, 2,
        0xFF, 0xD9,
        .. Encoding.ASCII.GetBytes("PK\x03\x04" + Secret), // what follows the end: an archive, a film
    ];

    /// <summary>A picture that every program can show.</summary>
    public static byte[] Png(int width = 400, int height = 300, bool whole = true)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; whole && row < height; row++) zlib.Write([0, .. Enumerable.Repeat((byte)(row % 251), width)]);

        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size[4..], height);
        return
        [
            0x89, .. "PNG\r\n\x1A\n"u8,
            .. Chunk("IHDR", [.. size, 8, 0, 0, 0, 0]),
            .. Chunk("eXIf", Exif),
            .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + Secret)),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
            .. Encoding.ASCII.GetBytes(Secret),
        ];
    }

    public static byte[] Webp()
    {
        byte[] content =
        [
            .. "WEBP"u8,
            .. Riff("VP8X", [0x0C, 0, 0, 0, 0x7F, 0x02, 0, 0xDF, 0x01, 0]),
            .. Riff("VP8L", [0x2F, 0x7F, 0xC2, 0x77, 0, 1, 2]),
            .. Riff("EXIF", Exif),
            .. Riff("XMP ", Encoding.ASCII.GetBytes(Secret)),
        ];
        return [.. Riff("RIFF", content)];
    }

    public static byte[] Pdf(string body = "") => Encoding.ASCII.GetBytes($"%PDF-1.7\n{body}\n%%EOF\n");

    public static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Riff(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. new byte[data.Length % 2]];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, CheckSum(typed));
        return [.. length, .. typed, .. sum];
    }

    private static uint CheckSum(byte[] bytes)
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
