using System.Text;
using Atiende.Hosting;

namespace Atiende.Commands;

/// <summary>A password from the terminal, typed twice and not shown, or from the first line of standard input. Never from an argument: others see those.</summary>
internal static class AskedPassword
{
    /// <summary>Asks for it.</summary>
    /// <exception cref="UsageException">None was given, or the two are not the same.</exception>
    public static string Read()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() is { Length: > 0 } line ? line : throw new UsageException("standard input holds no password: write it on its first line");

        var password = Typed("Password: ");
        if (password.Length == 0) throw new UsageException("no password was typed");
        return Typed("Again: ") == password ? password : throw new UsageException("the two passwords are not the same");
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
