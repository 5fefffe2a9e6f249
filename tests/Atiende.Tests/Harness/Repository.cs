namespace Atiende.Tests.Harness;

/// <summary>Where the repository's files are, found upwards from the test's own binary.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Atiende.slnx"))) return folder.FullName;

        throw new InvalidOperationException($"No Atiende.slnx above {AppContext.BaseDirectory}.");
    }
}
