using System.Diagnostics.CodeAnalysis;

namespace Atiende.Sip;

/// <summary>A header's value that knows how to read itself; <c>ToString</c> writes it.</summary>
/// <typeparam name="TSelf">The value's own type.</typeparam>
public interface IHeaderValue<TSelf> where TSelf : class, IHeaderValue<TSelf>
{
    /// <summary>Reads one value; null, and the scanner's fault, where it is wrong.</summary>
    static abstract TSelf? Read(ref Scanner scanner);
}

/// <summary>Reads header values that stand alone.</summary>
public static class HeaderValue
{
    /// <summary>Reads a value that fills all of the text.</summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? fault) where T : class, IHeaderValue<T>
    {
        var scanner = new Scanner(text);
        scanner.SkipWhite();
        value = T.Read(ref scanner);
        scanner.End();
        fault = scanner.Fault;
        if (fault is not null) value = null;
        else if (value is null) fault = "it is empty";
        return value is not null;
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">It is not well formed.</exception>
    public static T Parse<T>(string text) where T : class, IHeaderValue<T> => TryParse<T>(text, out var value, out var fault) ? value : throw new FormatException(fault);
}
