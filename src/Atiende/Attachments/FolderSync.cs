using System.Runtime.InteropServices;

namespace Atiende.Attachments;

/// <summary>Makes a rename last through a loss of power: POSIX says that the folder itself must be synchronised, and .NET opens no folders.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    public static void Sync(string folder)
    {
        var opened = Open(folder, ReadOnly);
        if (opened < 0) throw new IOException($"{folder} cannot be opened: error {Marshal.GetLastPInvokeError()}.");

        try
        {
            if (Synchronize(opened) != 0) throw new IOException($"{folder} cannot be synchronised: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(opened);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
