using System.Net;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

public sealed class PortalDuplicateTests
{
    private static readonly (string, string)[] Claim =
        [("motivo", "Reclamo"), ("tema", "Pae Celiaco"), ("urgencia", "Baja"), ("asunto", "Minuta"), ("detalle", "No llegó la minuta.")];

    [Fact]
    public async Task Who_asks_the_same_again_is_told_and_may_follow_it_or_send_it_anyway()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        using var person = await PortalVisitor.Registered(server);
        var (_, first) = await person.NewRequest();
        using var filed = await first(Claim);
        using var resent = await first(Claim);
        var folio = filed.Headers.Location!.OriginalString.Split('/', '?')[4];

        var (_, again) = await person.NewRequest();
        using var told = await again(Claim);
        var html = WebUtility.HtmlDecode(await told.Content.ReadAsStringAsync());
        using var anyway = await again([.. Claim, ("do", "anyway")]);
        var (_, another) = await person.NewRequest();
        using var different = await another([.. Claim.Where(f => f.Item1 != "tema"), ("tema", "Pae Básica-Media")]);

        Assert.Equal(filed.Headers.Location, resent.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Contains("Ya preguntó por esto", html, StringComparison.Ordinal);
        Assert.Contains($"/portal/cl-soser/requests/{folio}", html, StringComparison.Ordinal);
        Assert.Contains("No llegó la minuta.", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, anyway.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, different.StatusCode);
    }
}
