using System.Text;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Transports;

public sealed class FramerTests
{
    private const string One = "OPTIONS sip:a@b.invalid SIP/2.0\r\nl: 5\r\n\r\nabcde";
    private const string Two = "OPTIONS sip:c@d.invalid SIP/2.0\r\nContent-Length : 0\r\n\r\n";

    [Fact]
    public void Messages_are_cut_wherever_the_stream_was_cut()
    {
        var stream = Encoding.ASCII.GetBytes("\r\n\r\n" + One + "\r\n\r\n" + Two + Two);
        for (var size = 1; size <= stream.Length; size++)
        {
            var framer = new StreamFramer(SipLimits.Usual);
            var messages = new List<string>();
            foreach (var chunk in stream.Chunk(size))
            {
                framer.Append(chunk);
                while (framer.Next() is { } message) messages.Add(Encoding.ASCII.GetString(message));
            }

            Assert.Equal([One, Two, Two], messages);
            Assert.Equal(2, framer.Pings);
        }
    }

    [Fact]
    public void A_stream_that_cannot_be_followed_is_given_up()
    {
        Assert.Equal("Content-Length", Fault("OPTIONS sip:a@b SIP/2.0\r\nl: many\r\n\r\n").Where);
        Assert.Equal("Content-Length", Fault("OPTIONS sip:a@b SIP/2.0\r\nl: 1\r\nl: 2\r\n\r\n").Where);
        Assert.Equal(513, Fault("OPTIONS sip:a@b SIP/2.0\r\nl: 999999999\r\n\r\n").Status);
        Assert.Equal(513, Fault(new string('x', 70_000)).Status);
    }

    private static SipFault Fault(string stream)
    {
        var framer = new StreamFramer(SipLimits.Usual);
        framer.Append(Encoding.ASCII.GetBytes(stream));
        Assert.Null(framer.Next());
        return Assert.IsType<SipFault>(framer.Fault);
    }
}
