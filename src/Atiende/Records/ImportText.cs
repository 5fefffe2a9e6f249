using System.Text;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>The text of a file as spreadsheets write it: UTF-8, UTF-16 with its mark, or the older Windows-1252.</summary>
internal static class ImportText
{
    /// <summary>Largest file that is taken on screen, in bytes.</summary>
    public const int BytesMax = 5 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text, or why it is none.</summary>
    public static (string? Text, Bilingual? Problem) Read(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || bytes.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            return (null, new("Es un libro de cálculo, no un CSV: guárdelo como CSV y súbalo otra vez.", "This is a workbook, not a CSV: save it as CSV and upload it again."));
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return (Plain(Encoding.GetEncoding(bytes[0] == 0xFF ? "utf-16" : "utf-16BE").GetString(bytes, 2, bytes.Length - 2)), null);
        if (Array.IndexOf(bytes, (byte)0) >= 0) return (null, new("No es un archivo de texto: suba un CSV.", "This is not a text file: upload a CSV."));

        try
        {
            return (Plain(Strict.GetString(bytes)), null);
        }
        catch (DecoderFallbackException)
        {
            return (Plain(Windows.GetString(bytes)), null);
        }
    }

    private static string Plain(string text) => text.TrimStart('\uFEFF');
}
