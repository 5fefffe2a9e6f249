using System.Diagnostics;
using System.Text;
using Atiende.Sip;

namespace Atiende.Bench;

/// <summary>SIP messages read and written a second, and bytes allocated for each, on one core, beside what any reader must do at the least: find the ends of lines, and copy the bytes.</summary>
internal static class SipBench
{
    private const string Sdp = "v=0\r\no=- 3745 3745 IN IP4 192.0.2.11\r\ns=-\r\nc=IN IP4 192.0.2.11\r\nt=0 0\r\nm=audio 49170 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n";

    private static readonly byte[] Invite = Encoding.UTF8.GetBytes(
        "INVITE sip:101@atiende.invalid SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK776asdhds;rport\r\nVia: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKnashds8;received=192.0.2.11\r\nMax-Forwards: 69\r\n"
        + "Record-Route: <sip:192.0.2.10;lr>\r\nFrom: \"Persona Ejemplo Uno\" <sip:44250000@192.0.2.11>;tag=1928301774\r\nTo: <sip:101@atiende.invalid>\r\nCall-ID: a84b4c76e66710@192.0.2.11\r\nCSeq: 314159 INVITE\r\n"
        + "Contact: <sip:44250000@192.0.2.11:5060>\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, REFER\r\nSupported: 100rel, timer, replaces\r\nSession-Expires: 1800\r\nUser-Agent: Telefono/1.0\r\n"
        + $"Content-Type: application/sdp\r\nContent-Length: {Sdp.Length}\r\n\r\n{Sdp}");

    public static int Run()
    {
        Console.WriteLine($"an INVITE of {Invite.Length} bytes with 15 headers and a description");
        Measure("copy and find the ends of lines", () =>
        {
            var copy = Invite.ToArray();
            var lines = 0;
            for (var rest = copy.AsSpan(); rest.IndexOf((byte)'\n') is var at and >= 0; rest = rest[(at + 1)..]) lines++;
            return lines;
        });
        Measure("read", () => MessageReader.Read(Invite).Message!.Headers.Count);
        var message = MessageReader.Read(Invite).Message!;
        var buffer = new MessageBuffer();
        Measure("write what was read", () =>
        {
            buffer.Clear();
            message.WriteTo(buffer);
            return buffer.Written.Length;
        });
        Measure("read and write", () =>
        {
            buffer.Clear();
            MessageReader.Read(Invite).Message!.WriteTo(buffer);
            return buffer.Written.Length;
        });
        Measure("read, check all that every message must have, answer 180, write", () =>
        {
            var request = (SipRequest)MessageReader.Read(Invite).Message!;
            if (MessageCheck.Of(request) is not null) return 0;

            buffer.Clear();
            request.Respond(180, "tag").WriteTo(buffer);
            return buffer.Written.Length;
        });
        return 0;
    }

    private static void Measure(string name, Func<int> once)
    {
        for (var i = 0; i < 20_000; i++) once();

        var rates = new List<double>();
        long bytes = 0, messages = 0;
        for (var round = 0; round < 5; round++)
        {
            // By the processor's time, not the clock's: what else the machine does is not counted.
            var (before, clock, used, done) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0L);
            while (clock.Elapsed.TotalSeconds < .5)
            {
                for (var i = 0; i < 100; i++) once();
                done += 100;
            }

            rates.Add(done / (Environment.CpuUsage.TotalTime - used).TotalSeconds);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            messages += done;
        }

        rates.Sort();
        Console.WriteLine($"{name}: {rates[2]:N0} a second of processor time (median of 5, best {rates[4]:N0}), {(double)bytes / messages:N0} bytes each");
    }
}
