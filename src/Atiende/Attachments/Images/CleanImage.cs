namespace Atiende.Attachments.Images;

/// <summary>A picture as it was, pixel for pixel, without what it tells of place, time, device and owner.</summary>
internal sealed record CleanImage(int Width, int Height, ReadOnlyMemory<byte> Content)
{
    /// <summary>The bytes that were written, without copying them.</summary>
    public static CleanImage Of(int width, int height, MemoryStream kept) => new(width, height, kept.GetBuffer().AsMemory(0, (int)kept.Length));
}
