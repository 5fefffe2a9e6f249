using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Atiende.Shell;

/// <summary>Addresses of the bundle's files, each with the hash of its content, so that browsers may keep it for ever.</summary>
public sealed class Assets(IWebHostEnvironment host)
{
    private readonly ConcurrentDictionary<string, string> addresses = new(StringComparer.Ordinal);

    /// <summary>The address of a file of <c>wwwroot/dist</c>, such as <c>app.js</c>.</summary>
    /// <exception cref="FileNotFoundException">The bundle was not built, or has no such file.</exception>
    public string this[string name] => addresses.GetOrAdd(name, Address);

    private string Address(string name)
    {
        var file = host.WebRootFileProvider.GetFileInfo($"dist/{name}");
        if (!file.Exists) throw new FileNotFoundException($"The bundle has no {name}; build it with npm run build in src/Atiende/web.");

        using var content = file.CreateReadStream();
        return $"/dist/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
