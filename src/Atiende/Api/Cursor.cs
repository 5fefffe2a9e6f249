using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Atiende.Api;

/// <summary>A place in a list by time and id: what was added meanwhile neither repeats nor hides anything.</summary>
internal static class Cursor
{
    public static string Of(DateTimeOffset at, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}.{id:N}")));

    public static bool TryRead(string text, out (DateTimeOffset At, Guid Id) place)
    {
        place = default;
        if (text.Length > 100 || !Base64Url.IsValid(text)) return false;
        if (Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is not [var ticks, var id]) return false;
        if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(id, "N", out var guid)) return false;

        place = (new(at, TimeSpan.Zero), guid);
        return true;
    }
}
