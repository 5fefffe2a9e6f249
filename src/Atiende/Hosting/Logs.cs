using Microsoft.Extensions.Logging.Console;

namespace Atiende.Hosting;

/// <summary>Logs go to standard output, one event a line, with ids and codes only: no names, documents, telephones or addresses.</summary>
internal static class Logs
{
    /// <summary>The logs of a command: to standard error, for standard output is the command's.</summary>
    public static void AddCommandLogs(this ILoggingBuilder logging, Settings settings)
    {
        logging.AddAtiendeLogs(settings);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    public static void AddAtiendeLogs(this ILoggingBuilder logging, Settings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);

        // The framework's request lines carry the query, and a query may carry a person's name.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);

        // It warns that the keys are not encrypted: their folder is the owner's alone instead.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var json = settings.Logs == LogFormat.Json || (settings.Logs == LogFormat.Auto && Console.IsOutputRedirected);
        if (json)
            logging.AddJsonConsole(Json);
        else
            logging.AddSimpleConsole(Text);
    }

    private static void Json(JsonConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        options.IncludeScopes = true;
    }

    private static void Text(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.TimestampFormat = "HH:mm:ss ";
    }
}
