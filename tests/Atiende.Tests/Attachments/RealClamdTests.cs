using System.Net;
using System.Text;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Filing;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Attachments;

/// <summary>Debian's clamd as it is, with one signature of our own.</summary>
public sealed class RealClamdTests
{
    private const string Soser = "cl-soser";
    private const string Missing = "clamd is missing: apt-get install clamav-daemon";

    private static byte[] Infected => Sample.Pdf(Encoding.ASCII.GetString(ClamdServer.Eicar));

    [Fact]
    public async Task An_infected_upload_is_refused_and_a_clean_one_kept()
    {
        Assert.SkipUnless(ClamdServer.IsThere, Missing);
        await using var clamd = await ClamdServer.Start();
        await using var server = await RunningServer.Start(Engine.Sqlite, settings => settings with { Clamd = clamd.Address });
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        await staff.Page($"/cases/{filed.Case}");

        using var harmful = await Upload(staff, filed.Case, "informe.pdf", Infected);
        using var clean = await Upload(staff, filed.Case, "foto.jpg", Sample.Jpeg());
        var large = await scope.Get<IVirusScan>().Find(new byte[20 * 1024 * 1024], default);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, harmful.StatusCode);
        Assert.Equal("«informe.pdf» trae un programa dañino: no se recibe.", await harmful.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, clean.StatusCode);
        Assert.Null(large);
        Assert.Equal([("foto.jpg", false)], (await scope.Get<IAttachments>().Of(filed.Case, default)).Select(a => (a.Name, a.IsUnscanned)));
        Assert.Empty(await scope.Db().Set<UploadRow>().Where(u => u.AttachmentId == null).ToListAsync());
    }

    [Fact]
    public async Task While_it_is_gone_nothing_is_taken_and_the_same_upload_goes_through_once_it_is_back()
    {
        Assert.SkipUnless(ClamdServer.IsThere, Missing);
        var clamd = await ClamdServer.Start();
        await using var server = await RunningServer.Start(Engine.Sqlite, settings => settings with { Clamd = clamd.Address });
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        await staff.Page($"/cases/{filed.Case}");
        await clamd.DisposeAsync();

        var location = await Send(staff, filed.Case, "foto.jpg", Sample.Jpeg());
        using var down = await staff.Send(new HttpRequestMessage(HttpMethod.Post, location));
        await using var again = await ClamdServer.Start(clamd.Port);
        using var up = await staff.Send(new HttpRequestMessage(HttpMethod.Post, location));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Contains("no se pudo revisar ahora", await down.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
        Assert.Equal("foto.jpg", Assert.Single(await scope.Get<IAttachments>().Of(filed.Case, default)).Name);
    }

    [Theory, BothEngines]
    public async Task Where_the_setting_says_so_files_are_kept_marked_and_looked_into_once_it_is_back(Engine engine)
    {
        Assert.SkipUnless(ClamdServer.IsThere, Missing);
        var port = FreePort.Next();
        await using var store = await PackedStore.On(engine, Soser, null, settings => settings with { Clamd = $"127.0.0.1:{port}", Unscanned = Unscanned.Keep });
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        await scope.Get<IAttachments>().Keep(Files(("foto.jpg", Sample.Jpeg()), ("informe.pdf", Infected)), new(new CaseFiles(), filed.Case, "api:1", "Prueba", IsPublic: true), default);
        var marked = (await scope.Get<IAttachments>().Of(filed.Case, default)).Select(a => a.IsUnscanned).ToList();
        Assert.False(await scope.Get<UnscannedTurn>().Next(default));
        Assert.Equal(2, (await scope.Get<IAttachments>().Of(filed.Case, default)).Count);

        await using var clamd = await ClamdServer.Start(port);
        await scope.Get<UnscannedTurn>().Next(default);

        Assert.Equal([true, true], marked);
        Assert.Equal([("foto.jpg", false)], (await scope.Get<IAttachments>().Of(filed.Case, default)).Select(a => (a.Name, a.IsUnscanned)));
        await using var after = store.In(Soser);
        var said = (await after.Get<ICases>().Find(filed.Case, default))!.Events[^1];
        Assert.StartsWith("Se quita el archivo «informe.pdf»: trae un programa dañino (Eicar-Test-Signature", said.What, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Upload(SignedIn staff, Guid ofCase, string name, byte[] content) =>
        await staff.Send(new HttpRequestMessage(HttpMethod.Post, await Send(staff, ofCase, name, content)));

    // Begins it and sends all of it; the result is where it is finished.
    private static async Task<string> Send(SignedIn staff, Guid ofCase, string name, byte[] content)
    {
        using var begin = new HttpRequestMessage(HttpMethod.Post, $"/cases/{ofCase}/uploads") { Headers = { { "Upload-Length", $"{content.Length}" }, { "Upload-Name", name } } };
        using var begun = await staff.Send(begin);
        var location = begun.Headers.Location!.OriginalString;
        using var patch = new HttpRequestMessage(HttpMethod.Patch, location) { Content = new ByteArrayContent(content), Headers = { { "Upload-Offset", "0" } } };
        using var sent = await staff.Send(patch);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        return location;
    }

    private static async IAsyncEnumerable<NewFile> Files(params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            await Task.Yield();
            yield return new(name, new MemoryStream(content));
        }
    }
}
