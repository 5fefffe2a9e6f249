using System.Diagnostics;
using System.Text;
using Atiende.Sip.Sdp;

namespace Atiende.Sip.Tests.Messages;

/// <summary>Bytes and structure by chance, from a seed: nothing throws out of the reader, hangs, or grows beyond its bytes.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Torture", "messages"), "*.txt").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    private static readonly string[] Pieces =
    [
        ";", ",", "<", ">", "\"", "\\", ":", "@", "%", "%4", "%00", "?", "=", "\r\n", "\n", "\r", "\r\n ", "\t", " ", "\0", "*", "[::1]", "[", "]", "sip:", "tel:", "z9hG4bK", ";tag=", ";lr", ";q=", "Via: ",
        "Content-Length: ", "Contact: ", "SIP/2.0", "SIP/2.0/UDP ", "99999999999999999999", "-1", "\u00f1\u6f22", "(", ")", "a=", "m=audio ", "--", "Digest ", "nonce=", ";;;;;;;;", ",,,,,,,,",
    ];

    [Fact]
    public void Nothing_throws_out_of_the_reader() => Play(seed: 1, rounds: 20_000);

    [Fact(Explicit = true)]
    public void Nothing_throws_out_of_the_reader_for_long()
    {
        for (var seed = 2; seed < 42; seed++) Play(seed, 50_000);
    }

    [Fact]
    public void A_hostile_message_costs_no_more_than_its_length()
    {
        string[] hostile =
        [
            "Via: " + string.Concat(Enumerable.Repeat("SIP/2.0/UDP a,", 600)), "Contact: " + new string('<', 8000), "Contact: " + new string('"', 8000), "From: " + string.Concat(Enumerable.Repeat(";a", 4000)),
            "To: " + new string('\\', 8000), "Route: " + string.Concat(Enumerable.Repeat("<sip:a>,", 1000)), "CSeq: " + new string('9', 8000), "Call-ID: " + new string('x', 8000),
        ];
        var clock = Stopwatch.StartNew();

        foreach (var line in hostile)
        {
            for (var round = 0; round < 20; round++) Touch(Encoding.UTF8.GetBytes("INVITE sip:a@b SIP/2.0\r\n" + string.Concat(Enumerable.Repeat(line + "\r\n", 7)) + "\r\n"));
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed} for 160 messages of 56 KB");
    }

    private static void Play(int seed, int rounds)
    {
        var random = new Random(seed);
        var messages = Seeds.Select(Torture.TortureMessage.Bytes).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var bytes = Mutate(messages[random.Next(messages.Length)], random);
            try
            {
                Touch(bytes);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, round {round}: {error}\n{Convert.ToBase64String(bytes)}");
            }
        }
    }

    private static byte[] Mutate(byte[] message, Random random)
    {
        var bytes = message.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var end = Math.Min(bytes.Count, at + random.Next(1, 40));
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, end - at); break;
                case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, end - at)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 300))); break;
            }

            if (bytes.Count == 0) bytes.Add((byte)random.Next(256));
        }

        return [.. bytes];
    }

    // All that a stack looks at; a fault may be thrown by a typed header, and nothing else.
    private static void Touch(byte[] bytes)
    {
        var read = MessageReader.Read(bytes);
        Assert.True(read.Length <= bytes.Length);
        if (read.Message is not { } message) return;

        Assert.True(message.Body.Length <= bytes.Length);
        if (read.Fault is null && MessageCheck.Of(message) is null)
        {
            _ = (message.TopVia.SentBy, message.From.Tag, message.To.Tag, message.CSeq, message.CallId, message.Contacts.Count);
            if (message is SipRequest request) _ = (request.Uri, request.Respond(200, "tag").ToBytes());
            // What was well formed is well formed after a journey.
            Assert.Null(MessageReader.Read(message.ToBytes()) is { Fault: null, Message: { } again } ? MessageCheck.Of(again) : new SipFault("journey", message.ToString()));
        }

        Ask<AuthValue>(message, HeaderName.Authorization);
        Ask<MediaType>(message, HeaderName.ContentType);
        Ask<Seconds>(message, HeaderName.Expires);
        Ask<Replaces>(message, HeaderName.Subject);
        Ask<RAck>(message, HeaderName.CSeq);
        Ask<NameAddress>(message, HeaderName.Route);
        Multipart.Read(message, out _);
        if (SessionDescription.TryParse(message.Body.Span, out var description, out _)) _ = (description.ToBytes(), description.Audio?.Codecs, SdpAnswer.To(description, description));
    }

    private static void Ask<T>(SipMessage message, HeaderName name) where T : class, IHeaderValue<T>
    {
        message.Headers.TryAll<T>(name, out var values, out _);
        foreach (var value in values) _ = value.ToString();
    }
}
