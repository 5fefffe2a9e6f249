using Atiende.Attachments.Images;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Attachments;

/// <summary>A file whose content is what it is taken for.</summary>
internal sealed record CheckedFile(string Name, string MediaType, ReadOnlyMemory<byte> Content, int? Width, int? Height)
{
    // No camera takes wider ones, and a larger picture would fill the memory of whoever opens it.
    private const int LongestSide = 20_000;
    private const long MostPixels = 120_000_000;

    private static readonly Dictionary<string, string[]> Extensions = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = [".jpg", ".jpeg"],
        ["image/png"] = [".png"],
        ["image/webp"] = [".webp"],
        ["application/pdf"] = [".pdf"],
    };

    /// <summary>Looks at the content; pictures come back without what they tell of place, time and device.</summary>
    /// <exception cref="AttachmentRefusedException">It is empty, of a kind that is not taken, damaged, or a picture of absurd size.</exception>
    public static CheckedFile Of(string name, byte[] content, CaseFiles rules)
    {
        if (content.Length == 0) throw Unfit(name, new("está vacío", "is empty"));
        if (MediaTypeOf(content) is not { } type || !rules.Kinds.Contains(type))
            throw new AttachmentRefusedException(AttachmentProblem.WrongKind, name, new(
                $"«{name}» no es, por su contenido, de una clase que se reciba ({Kinds(rules)}).", $"\"{name}\" is, by its content, of no kind that is taken ({Kinds(rules)})."));

        var called = FileNames.WithExtension(name, Extensions[type]);
        if (type == "application/pdf") return new(called, type, content, null, null);

        var image = Clean(type, content) ?? throw Unfit(name, new("está dañado: no es una imagen completa", "is damaged: it is no whole picture"));
        if (image is not { Width: >= 1 and <= LongestSide, Height: >= 1 and <= LongestSide } || (long)image.Width * image.Height > MostPixels)
            throw Unfit(name, new($"mide {image.Width} × {image.Height} píxeles, fuera de lo que se recibe: redúzcalo", $"has {image.Width} × {image.Height} pixels, more than is taken: make it smaller"));

        return new(called, type, image.Content, image.Width, image.Height);
    }

    /// <summary>What the first bytes say; null for anything else.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith(JpegFile.Signature) ? "image/jpeg"
        : content.StartsWith(PngFile.Signature) ? "image/png"
        : WebpFile.Is(content) ? "image/webp"
        : content.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;

    private static CleanImage? Clean(string type, byte[] content) => type switch
    {
        "image/jpeg" => JpegFile.Clean(content),
        "image/png" => PngFile.Clean(content),
        _ => WebpFile.Clean(content),
    };

    private static string Kinds(CaseFiles rules) => string.Join(", ", rules.Kinds.Select(k => Extensions[k][0].TrimStart('.').ToUpperInvariant()));

    private static AttachmentRefusedException Unfit(string name, Bilingual why) =>
        new(AttachmentProblem.Unfit, name, new($"«{name}» {why.Spanish}.", $"\"{name}\" {why.English}."));
}
