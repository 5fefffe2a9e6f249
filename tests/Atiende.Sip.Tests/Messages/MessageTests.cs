using System.Text;
using Atiende.Sip.Sdp;

namespace Atiende.Sip.Tests.Messages;

public sealed class MessageTests
{
    private const string Invite = "INVITE sip:101@atiende.invalid SIP/2.0\r\nv: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport\r\nf: \"Persona Ejemplo\" <sip:persona@example.invalid>;tag=1\r\n"
        + "t: <sip:101@atiende.invalid>\r\ni: call@192.0.2.1\r\nCSeq: 1 INVITE\r\nm: <sip:persona@192.0.2.1>\r\nX-Other:  kept as it is\r\nl: 4\r\n\r\nbody";

    [Fact]
    public void What_is_read_is_written_back_with_long_names_and_the_true_length()
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes(Invite)).Message!;

        var text = message.ToString();

        Assert.StartsWith("INVITE sip:101@atiende.invalid SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;rport\r\nFrom: \"Persona Ejemplo\"", text, StringComparison.Ordinal);
        Assert.EndsWith("X-Other: kept as it is\r\nContent-Length: 4\r\n\r\nbody", text, StringComparison.Ordinal);
        Assert.Equal(text, MessageReader.Read(Encoding.UTF8.GetBytes(text)).Message!.ToString());
    }

    [Theory]
    [InlineData("wsinv")]
    [InlineData("intmeth")]
    [InlineData("longreq")]
    [InlineData("mpart01")]
    [InlineData("unreason")]
    public void A_tortuous_message_is_the_same_after_a_journey(string name)
    {
        var first = TortureRead(name);
        var second = MessageReader.Read(first.ToBytes()).Message!;

        Assert.Equal(first.Headers.Where(field => !field.Key.Equals(HeaderName.ContentLength)).Select(field => (field.Key.Name, field.Value)),
            second.Headers.Where(field => !field.Key.Equals(HeaderName.ContentLength)).Select(field => (field.Key.Name, field.Value)));
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
    }

    [Fact]
    public void A_value_with_a_line_break_cannot_be_put_into_a_header()
    {
        var request = new SipRequest(SipMethod.Options, AnyUri.Parse("sip:a@b.invalid"));

        Assert.Throws<ArgumentException>(() => request.Headers.Add(HeaderName.Subject, "a\r\nVia: evil"));
    }

    [Fact]
    public void A_header_that_is_wrong_says_which_when_it_is_asked_for()
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes(Invite.Replace("m: <", "m: ", StringComparison.Ordinal))).Message!;

        var fault = Assert.Throws<SipFaultException>(() => message.Contacts).Fault;

        Assert.Equal("Contact", fault.Where);
    }

    [Fact]
    public void More_headers_and_longer_ones_than_the_limits_are_refused()
    {
        var many = Encoding.UTF8.GetBytes(Invite.Replace("X-Other:  kept as it is", string.Join("\r\n", Enumerable.Range(0, 300).Select(i => $"X: {i}")), StringComparison.Ordinal));
        var longOne = Encoding.UTF8.GetBytes(Invite.Replace("kept as it is", new string('x', 9000), StringComparison.Ordinal));
        var big = Encoding.UTF8.GetBytes(Invite + new string('x', 70_000));

        Assert.All([many, longOne, big], bytes => Assert.Equal(513, MessageReader.Read(bytes).Fault!.Status));
    }

    [Fact]
    public void Blank_lines_before_the_start_line_are_skipped() =>
        Assert.Null(MessageReader.Read(Encoding.UTF8.GetBytes("\r\n\r\n" + Invite)).Fault);

    [Theory]
    [InlineData("SIP:alice@AtLanTa.CoM;Transport=tcp", "sip:alice@atlanta.com;transport=tcp", true)]
    [InlineData("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true)]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5", true)]
    [InlineData("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com", "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", true)]
    [InlineData("sip:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true)]
    [InlineData("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", false)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false)]
    [InlineData("sip:carol@chicago.com;security=off", "sip:carol@chicago.com;security=on", false)]
    [InlineData("sips:bob@biloxi.com", "sip:bob@biloxi.com", false)]
    [InlineData("tel:+591-4-425-0000", "tel:+59144250000", true)]
    [InlineData("tel:101;phone-context=bo", "tel:101", false)]
    public void URIs_are_compared_by_the_rules_of_their_scheme(string one, string other, bool same)
    {
        Assert.Equal(same, AnyUri.Parse(one).Matches(AnyUri.Parse(other)));
        Assert.Equal(same, AnyUri.Parse(other).Matches(AnyUri.Parse(one)));
    }

    [Theory]
    [InlineData("sip:user@[2001:db8::1]:5070;transport=tls", "[2001:db8::1]", 5070)]
    [InlineData("sip:[::1]", "[::1]", null)]
    public void IPv6_hosts_keep_their_brackets(string text, string host, int? port)
    {
        var uri = Assert.IsType<SipUri>(AnyUri.Parse(text));

        Assert.Equal((host, port), (uri.Host, uri.Port));
        Assert.Equal(text, uri.ToString());
        Assert.NotNull(uri.Address);
    }

    [Theory]
    [InlineData("sip:")]
    [InlineData("sip:@host")]
    [InlineData("sip:a@host:0")]
    [InlineData("sip:a@host:70000")]
    [InlineData("sip:a@[::1")]
    [InlineData("sip:a%4@host")]
    [InlineData("sip:a b@host")]
    [InlineData("tel:abcx")]
    [InlineData("nothing")]
    public void What_is_no_URI_is_refused_with_a_reason(string text) => Assert.False(string.IsNullOrEmpty(Assert.Throws<FormatException>(() => AnyUri.Parse(text)).Message));

    [Fact]
    public void A_description_is_the_same_after_a_journey()
    {
        const string text = "v=0\r\no=- 1 2 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nb=AS:64\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 4000 RTP/AVP 8 101\r\n"
            + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\n";
        var description = SessionDescription.Parse(text);

        Assert.Equal(text, description.ToString());
        Assert.Equal(101, description.Audio!.TelephoneEvents);
        Assert.Equal("0-16", description.Audio.Codecs[1].Format);
        Assert.Equal(MediaDirection.SendOnly, description.WithDirection(MediaDirection.SendOnly) is var held ? held.DirectionOf(held.Audio!) : default);
    }

    [Fact]
    public void An_answer_takes_the_offerers_numbers_and_refuses_what_is_not_common()
    {
        var offer = SessionDescription.Parse("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8 97\r\na=rtpmap:97 telephone-event/8000\r\na=sendonly\r\nm=video 4002 RTP/AVP 31\r\n");
        var own = SessionDescription.Parse("v=0\r\no=- 9 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 7000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n");

        var answer = SdpAnswer.To(offer, own);

        Assert.True(SdpAnswer.Fits(offer, answer));
        Assert.Equal(["8", "97"], answer.Media[0].Formats);
        Assert.Equal(MediaDirection.ReceiveOnly, answer.DirectionOf(answer.Media[0]));
        Assert.Equal(0, answer.Media[1].Port);
    }

    [Theory]
    [InlineData("v=1\r\n", "line 1")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio\r\n", "line 3")]
    [InlineData("v=0\r\nnothing\r\n", "line 2")]
    [InlineData("v=0\r\ns=-\r\n", "o=")]
    public void A_description_that_is_wrong_says_where(string text, string where)
    {
        Assert.False(SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Contains(where, fault!.What, StringComparison.Ordinal);
    }

    private static SipMessage TortureRead(string name) => Torture.TortureMessage.Read(name).Message!;
}
