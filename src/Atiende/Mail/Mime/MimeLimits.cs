namespace Atiende.Mail.Mime;

/// <summary>How far the reader follows a message. What lies beyond is left out, and the message says so.</summary>
internal static class MimeLimits
{
    /// <summary>Parts within parts.</summary>
    public const int Depth = 12;

    /// <summary>Parts in all.</summary>
    public const int Parts = 250;

    /// <summary>Header lines of a part.</summary>
    public const int Headers = 500;

    /// <summary>Bytes of a part's header.</summary>
    public const int HeaderBytes = 128 * 1024;

    /// <summary>Characters of a header's value once it is unfolded.</summary>
    public const int ValueLength = 16 * 1024;
}
