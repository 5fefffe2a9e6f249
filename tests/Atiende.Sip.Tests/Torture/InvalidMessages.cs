namespace Atiende.Sip.Tests.Torture;

/// <summary>RFC 4475 §3.1.2: what is malformed is refused, and the fault names the place; where the RFC allows a liberal reading, the test says which one is ours.</summary>
public sealed class InvalidMessages
{
    [Fact]
    public void Badinv01_extra_separators() => Refused("badinv01", "Via");

    [Fact]
    public void Clerr_Content_Length_beyond_the_datagram() => Refused("clerr", "Content-Length");

    [Fact]
    public void Ncl_a_negative_Content_Length() => Refused("ncl", "Content-Length");

    [Fact]
    public void Scalar02_numbers_beyond_their_range()
    {
        Refused("scalar02", "CSeq");
        var register = (SipRequest)TortureMessage.Read("scalar02").Message!;

        // Of the others the largest number that we count to is taken.
        Assert.Equal(uint.MaxValue, register.Headers.Get<Seconds>(HeaderName.Expires)!.Value);
        Assert.Equal("280297596632815", register.Contacts[0].Parameters["expires"]);
    }

    [Fact]
    public void Scalarlg_a_response_with_numbers_beyond_their_range_is_dropped() => Refused("scalarlg", "CSeq");

    [Fact]
    public void Quotbal_a_quoted_string_without_an_end() => Refused("quotbal", "To");

    [Fact]
    public void Ltgtruri_brackets_around_the_Request_URI() => Refused("ltgtruri", "Request-URI");

    [Fact]
    public void Lwsruri_white_space_inside_the_Request_URI() => Refused("lwsruri", "Request-URI");

    [Fact]
    public void Lwsstart_more_than_one_space_in_the_start_line() => Refused("lwsstart", "Request-URI");

    [Fact]
    public void Trws_white_space_behind_the_start_line_is_overlooked() =>
        Assert.Equal("OPTIONS", TortureMessage.Good<SipRequest>("trws").Method);

    [Fact]
    public void Escruri_headers_in_the_Request_URI() => Refused("escruri", "Request-URI");

    [Fact]
    public void Baddate_a_date_that_is_not_GMT_is_not_looked_at() =>
        Assert.Equal("Fri, 01 Jan 2010 16:00:00 EST", TortureMessage.Good<SipRequest>("baddate").Headers[HeaderName.Date]);

    [Fact]
    public void Regbadct_a_question_mark_without_brackets() => Refused("regbadct", "Contact");

    [Fact]
    public void Badaspec_spaces_inside_the_brackets_are_overlooked() =>
        Assert.Equal("sip:t.watson@example.org", TortureMessage.Good<SipRequest>("badaspec").To.Uri.ToString());

    [Fact]
    public void Baddn_a_comma_in_a_name_without_quotes() => Refused("baddn", "From");

    [Fact]
    public void Badvers_another_version_is_505()
    {
        var fault = TortureMessage.Fault("badvers");

        Assert.Equal(505, fault.Status);
        Assert.IsType<SipRequest>(TortureMessage.Read("badvers").Message);
    }

    [Fact]
    public void Mismatch01_the_method_of_CSeq() => Refused("mismatch01", "CSeq");

    [Fact]
    public void Mismatch02_the_method_of_CSeq_with_an_unknown_one() => Refused("mismatch02", "CSeq");

    [Fact]
    public void Bigcode_a_status_that_overflows_is_no_message()
    {
        Assert.Null(TortureMessage.Read("bigcode").Message);
        Assert.Equal("start line", TortureMessage.Fault("bigcode").Where);
    }

    private static void Refused(string name, string where)
    {
        var fault = TortureMessage.Fault(name);

        Assert.Equal(where, fault.Where);
        Assert.Equal(400, fault.Status);
        Assert.NotNull(TortureMessage.Read(name).Message); // So that the 400 has where to go.
    }
}
