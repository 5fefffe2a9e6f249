namespace Atiende.Hosting;

/// <summary>Reads <see cref="Settings"/> and says in one line what is wrong with them.</summary>
internal static class SettingsReader
{
    public const string FileName = "atiende.json";

    private const string Prefix = "ATIENDE_";

    // Said by the launcher and the tests; not settings.
    private static readonly string[] NotSettings = ["ROOT", "LONG"];

    public static Settings Read(DirectoryInfo? data, string? url)
    {
        var root = Environment.GetEnvironmentVariable(Prefix + "ROOT") ?? Environment.CurrentDirectory;
        var folder = data?.FullName ?? Path.Combine(root, "data");
        var file = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var settings = new Settings { DataFolder = folder, PacksFolder = Path.Combine(root, "packs") };
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(file, optional: true, reloadOnChange: false)
                .AddInMemoryCollection(FromEnvironment())
                .Build();
            configuration.Bind(settings, o => o.ErrorOnUnknownConfiguration = true);
            return Checked(url is null ? settings : settings with { Url = url });
        }
        catch (InvalidDataException wrong)
        {
            throw new UsageException($"{file}: {wrong.GetBaseException().Message}");
        }
        catch (InvalidOperationException wrong)
        {
            throw new UsageException($"{Unknown(wrong.Message) ?? wrong.Message} ({file} or {Prefix}…)");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"data folder {folder}: {wrong.Message}");
        }
    }

    // The binder's sentence is about its own options; what matters in it are the names in quotes.
    private static string? Unknown(string message) => message.Contains(nameof(BinderOptions), StringComparison.Ordinal)
        ? $"unknown setting {message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}; " +
          $"there are {string.Join(", ", typeof(Settings).GetProperties().Where(p => p.CanWrite).Select(p => p.Name))}"
        : null;

    private static IEnumerable<KeyValuePair<string, string?>> FromEnvironment() =>
        from System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        let key = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)
        where !NotSettings.Contains(key)
        select KeyValuePair.Create(key, (string?)variable.Value);

    private static Settings Checked(Settings settings)
    {
        if (settings.Clamd.Length > 0 && !IsPlace(settings.Clamd)) throw new UsageException($"Clamd is host:port or the path of a socket, not '{settings.Clamd}'");

        foreach (var address in settings.Url.Split(';'))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new UsageException($"'{address}' is not an address to serve on, such as {Settings.DefaultUrl}");

            DemonstrationMode.CheckAddress(settings, uri);
        }

        if (settings.PublicUrl.Length > 0 && (!Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var reached) || reached.Scheme is not ("http" or "https")))
            throw new UsageException($"PublicUrl '{settings.PublicUrl}' is not an address, such as https://atencion.institucion.example");

        foreach (var proxy in ReverseProxy.Names(settings).Where(name => !System.Net.IPAddress.TryParse(name, out _)))
            throw new UsageException($"Proxies: '{proxy}' is not an IP address");

        if (settings.Smtp is { Host.Length: > 0, From.Length: 0 })
            throw new UsageException($"Smtp:From is missing: mail through {settings.Smtp.Host} needs a sender, such as avisos@institucion.example");

        CheckS3(settings.S3);
        CheckPortals(settings);

        if (settings.Mail.Inbox.Length > 0 && !Path.IsPathFullyQualified(settings.Mail.Inbox))
            throw new UsageException($"Mail:Inbox '{settings.Mail.Inbox}' is not an absolute path, such as /var/mail/atiende");

        if (settings.Api.RequestsPerSecond < 1)
            throw new UsageException($"Api:RequestsPerSecond is {settings.Api.RequestsPerSecond}; it is at least 1");

        if (settings.Otlp.Endpoint.Length > 0 && !Uri.IsWellFormedUriString(settings.Otlp.Endpoint, UriKind.Absolute))
            throw new UsageException($"Otlp:Endpoint '{settings.Otlp.Endpoint}' is not an address");

        return settings;
    }

    private static void CheckPortals(Settings settings)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var staff)) taken.Add(staff.Host);
        foreach (var (organization, addresses) in settings.Portals)
        {
            var all = PortalHosts.Names(addresses, ';');
            if (all.Length == 0) throw new UsageException($"Portals:{organization} is empty; it is an address, such as https://canal.institucion.example");

            foreach (var address in all)
            {
                if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri is not { AbsolutePath: "/", Query: "", UserInfo: "" })
                    throw new UsageException($"Portals:{organization}: '{address}' is not the address of a host, such as https://canal.institucion.example");
                if (!taken.Add(uri.Host))
                    throw new UsageException($"Portals:{organization}: {uri.Host} is another portal's already, or the staff's (PublicUrl); a portal needs a name of its own");
            }
        }

        if (settings is { Portals.Count: > 0, PublicUrl.Length: 0, IsDemonstration: false })
            throw new UsageException("PublicUrl is missing: where portals have hosts of their own, the staff's address must be known too");
    }

    private static void CheckS3(S3Settings s3)
    {
        if (s3.Endpoint.Length == 0) return;

        if (!Uri.TryCreate(s3.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new UsageException($"S3:Endpoint '{s3.Endpoint}' is not an address, such as https://s3.institucion.example");

        foreach (var (name, value) in new[] { ("Bucket", s3.Bucket), ("AccessKey", s3.AccessKey), ("SecretKey", s3.SecretKey), ("Region", s3.Region) })
            if (value.Length == 0) throw new UsageException($"S3:{name} is missing: the store at {s3.Endpoint} needs it");

        if (s3.TimeoutSeconds is < 1 or > 600) throw new UsageException($"S3:TimeoutSeconds is {s3.TimeoutSeconds}; it is 1 to 600");
    }

    // HOST:PORT, or an absolute path.
    private static bool IsPlace(string text) =>
        text.StartsWith('/') || (text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text[(colon + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536);
}
