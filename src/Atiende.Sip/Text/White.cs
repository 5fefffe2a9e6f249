namespace Atiende.Sip.Text;

/// <summary>Takes white space, folds included, off the ends of a header's bytes. It runs for every header of every message, so it does no more than look at the ends.</summary>
internal static class White
{
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        while (end > 0 && bytes[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') end--;
        return bytes[..end];
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes, out int skipped)
    {
        skipped = 0;
        while (skipped < bytes.Length && bytes[skipped] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') skipped++;
        return TrimEnd(bytes[skipped..]);
    }
}
