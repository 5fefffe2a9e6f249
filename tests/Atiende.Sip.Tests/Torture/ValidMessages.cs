using System.Text;
using Atiende.Sip.Sdp;

namespace Atiende.Sip.Tests.Torture;

/// <summary>RFC 4475 §3.1.1: what looks wild and is well formed.</summary>
public sealed class ValidMessages
{
    [Fact]
    public void Wsinv_a_short_tortuous_INVITE()
    {
        var invite = TortureMessage.Good<SipRequest>("wsinv");

        Assert.Equal("1918181833n", invite.To.Tag);
        Assert.Equal("J Rosenberg \\\"", invite.From.DisplayName);
        Assert.Equal("98asjd8", invite.From.Tag);
        Assert.Equal(new CSeq(9, "INVITE"), invite.CSeq);
        Assert.Equal("0068", invite.Headers[HeaderName.MaxForwards]);
        Assert.Equal("", invite.Headers[HeaderName.Subject]);
        Assert.Equal("newfangled value continued newfangled value", invite.Headers[HeaderName.Of("NewFangledHeader")]);
        Assert.Equal(";;,,;;,;", invite.Headers[HeaderName.Of("UnknownHeaderWithUnusualValue")]);
        Assert.Equal(["192.0.2.2", "spindle.example.com", "192.168.255.111"], invite.Vias.Select(via => via.Host));
        Assert.Equal(["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"], invite.Vias.Select(via => via.Branch));
        Assert.Equal("TCP", invite.Vias[1].Transport);
        var contact = Assert.Single(invite.Contacts);
        Assert.Equal("Quoted string \"\"", contact.DisplayName);
        Assert.Equal("newvalue", contact.Parameters["newparam"]);
        Assert.Equal("", contact.Parameters["secondparam"]);
        Assert.Equal("0.33", contact.Parameters["q"]);
        Assert.True(((SipUri)invite.Headers.Get<NameAddress>(HeaderName.Route)!.Uri).IsLooseRouter);
        Assert.True(((SipUri)invite.Uri).Parameters.Has("unknownparam"));
        Assert.Equal("192.0.2.4", SessionDescription.Parse(invite.Body.Span).Address);
    }

    [Fact]
    public void Intmeth_a_wide_range_of_valid_characters()
    {
        var request = TortureMessage.Good<SipRequest>("intmeth");

        Assert.Equal("!interesting-Method0123456789_*+`.%indeed'~", request.Method);
        Assert.Equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", ((SipUri)request.Uri).User);
        Assert.Equal("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)", ((SipUri)request.Uri).Password);
        Assert.Equal("BEL:\a NUL:\0 DEL:\x7f", request.To.DisplayName);
        Assert.Equal("token1~` token2'+_ token3*%!.-", request.From.DisplayName);
        Assert.Equal("работающий", request.From.Parameters["fromParam''~+*_!.-%"]);
        Assert.Equal("_token~1'+`*%!-.", request.From.Tag);
        Assert.Equal("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", request.CallId);
        Assert.Equal("\ufeff大停電", request.Headers[HeaderName.Of("extensionHeader-!.%*+_`'~")]);
        Assert.Equal("z9hG4bK-.!%66*_+`'~", request.TopVia.Branch);
    }

    [Fact]
    public void Esc01_escapes_are_resolved_where_they_are_escapes()
    {
        var invite = TortureMessage.Good<SipRequest>("esc01");

        Assert.Equal("sips:user@example.com", ((SipUri)invite.Uri).UserName);
        Assert.Equal("user", ((SipUri)invite.To.Uri).UserName);
        Assert.Equal("I have spaces", ((SipUri)invite.From.Uri).UserName);
        // %6C%72 is a parameter's name with escapes: it is carried as it is, and is not lr.
        Assert.Equal(["%6C%72", "n%61me"], ((SipUri)invite.Contacts[0].Uri).Parameters.Select(p => p.Name));
        Assert.False(((SipUri)invite.Contacts[0].Uri).IsLooseRouter);
        Assert.Equal("caller", ((SipUri)invite.Contacts[0].Uri).UserName);
    }

    [Fact]
    public void Escnull_an_escaped_NUL_ends_no_string()
    {
        var register = TortureMessage.Good<SipRequest>("escnull");

        Assert.Equal("null-\0-null", ((SipUri)register.To.Uri).UserName);
        Assert.Equal(["\0", "\0\0"], register.Contacts.Select(contact => ((SipUri)contact.Uri).UserName));
        Assert.False(register.Contacts[0].Uri.Matches(register.Contacts[1].Uri));
    }

    [Fact]
    public void Esc02_a_percent_where_it_is_no_escape()
    {
        var request = TortureMessage.Good<SipRequest>("esc02");

        Assert.Equal("RE%47IST%45R", request.Method); // Not REGISTER.
        Assert.Equal("%Z%45", request.To.DisplayName);
        Assert.Equal("z9hG4bK209%fzsnel234", request.TopVia.Branch);
        Assert.Equal(["alias1", "alias3"], request.Contacts.Select(contact => ((SipUri)contact.Uri).User)); // C%6Fntact is another header.
    }

    [Fact]
    public void Lwsdisp_no_white_space_between_name_and_bracket() =>
        Assert.Equal("caller", TortureMessage.Good<SipRequest>("lwsdisp").From.DisplayName);

    [Fact]
    public void Longreq_long_values_in_many_headers()
    {
        var invite = TortureMessage.Good<SipRequest>("longreq");

        Assert.Equal(34, invite.Vias.Count);
        Assert.Equal("sip33.example.com", invite.TopVia.Host);
        Assert.Equal(6000, ((SipUri)invite.To.Uri).Port);
        Assert.Equal(103, invite.To.DisplayName!.Length);
        Assert.StartsWith("12982", invite.From.Tag, StringComparison.Ordinal);
        Assert.Equal(150, invite.Body.Length);
    }

    [Fact]
    public void Dblreq_what_follows_the_body_is_no_part_of_the_message()
    {
        var bytes = TortureMessage.Bytes("dblreq");
        var read = MessageReader.Read(bytes);

        Assert.Null(read.Fault);
        Assert.Equal("REGISTER", ((SipRequest)read.Message!).Method);
        Assert.Equal(0, read.Message!.Body.Length);
        Assert.True(read.Length < bytes.Length);
    }

    [Fact]
    public void Semiuri_a_semicolon_in_the_user()
    {
        var uri = (SipUri)TortureMessage.Good<SipRequest>("semiuri").Uri;

        Assert.Equal("user;par=u@example.net", uri.UserName);
        Assert.Equal("example.com", uri.Host);
        Assert.Empty(uri.Parameters);
    }

    [Fact]
    public void Transports_known_and_unknown() =>
        Assert.Equal(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"], TortureMessage.Good<SipRequest>("transports").Vias.Select(via => via.Transport));

    [Fact]
    public void Mpart01_a_multipart_body_with_octets()
    {
        var message = TortureMessage.Good<SipRequest>("mpart01");
        var parts = Multipart.Read(message, out var fault);

        Assert.Null(fault);
        Assert.Equal(["text/plain", "application/octet-stream"], parts!.Select(part => part.Type.ToString()));
        Assert.Equal("Hello", Encoding.ASCII.GetString(parts![0].Body.Span));
        Assert.Equal(342, parts[1].Body.Length);
        Assert.Equal(0x05, parts[1].Body.Span[^1]);
    }

    [Fact]
    public void Unreason_a_reason_phrase_of_any_alphabet() =>
        Assert.Equal("= 2**3 * 5**2 но сто девяносто девять - простое", TortureMessage.Good<SipResponse>("unreason").ReasonPhrase);

    [Fact]
    public void Noreason_an_empty_reason_phrase()
    {
        var response = TortureMessage.Good<SipResponse>("noreason");

        Assert.Equal(100, response.Status);
        Assert.Equal("", response.ReasonPhrase);
    }
}
