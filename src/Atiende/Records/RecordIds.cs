using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Atiende.Records;

/// <summary>Ids of records: UUIDv7 whose order is the order in which they were made, also within one millisecond (RFC 9562 §6.2, method 3).</summary>
internal sealed class RecordIds(TimeProvider clock)
{
    // Of a millisecond, what the 12 bits after the timestamp hold.
    private const int Parts = 4096;

    private long last;

    /// <summary>The next id.</summary>
    public Guid Next()
    {
        var ticks = clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var now = ticks / TimeSpan.TicksPerMillisecond * Parts + ticks % TimeSpan.TicksPerMillisecond * Parts / TimeSpan.TicksPerMillisecond;
        long mine, seen;
        do
        {
            seen = Interlocked.Read(ref last);
            mine = Math.Max(now, seen + 1);
        }
        while (Interlocked.CompareExchange(ref last, mine, seen) != seen);

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, ((mine / Parts) << 16) | 0x7000L | (mine % Parts));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
