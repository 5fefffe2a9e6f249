namespace Atiende.Replies;

/// <summary>A Maildir (https://cr.yp.to/proto/maildir.html): what comes in stands in <c>new</c>, a file a message; what was seen stands in <c>cur</c>.</summary>
internal sealed class Maildir(string folder)
{
    /// <summary>The new messages, oldest first; none while the folder is not there.</summary>
    public IReadOnlyList<string> New()
    {
        var place = new DirectoryInfo(Path.Combine(folder, "new"));
        return place.Exists ? [.. place.EnumerateFiles().Where(f => !f.Name.StartsWith('.')).OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Select(f => f.FullName)] : [];
    }

    /// <summary>Marks a message as seen. One that somebody else moved meanwhile is seen already.</summary>
    public void Seen(string file)
    {
        var place = Path.Combine(folder, "cur");
        Directory.CreateDirectory(place);
        try
        {
            File.Move(file, Path.Combine(place, $"{NameOf(file)}:2,S"), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another node was first.
        }
    }

    /// <summary>A message's own name, without its flags.</summary>
    public static string NameOf(string file) => Path.GetFileName(file).Split(":2,")[0];
}
