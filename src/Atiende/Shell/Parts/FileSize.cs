using System.Globalization;

namespace Atiende.Shell.Parts;

/// <summary>Sizes of files as people read them.</summary>
public static class FileSize
{
    private const double Step = 1024;

    /// <summary>In bytes, kB or MB, by the language of the screen.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / Step:0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / Step / Step:0.0} MB"),
    };
}
