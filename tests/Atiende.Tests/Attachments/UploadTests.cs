using System.Net;
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

/// <summary>What holds of files on their way wherever their pieces lie.</summary>
public abstract class UploadTests
{
    protected const string Soser = "cl-soser";
    private const string Origin = "staff:uno";

    private static readonly CaseFiles Rules = new() { Most = 3, LargestMegabytes = 1 };

    [Theory, BothEngines]
    public async Task A_file_comes_in_pieces_goes_on_where_it_stood_and_is_one_attachment(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, null, await Place());
        var content = Sample.Jpeg(640, 480, new string('x', 3000));
        Guid id;
        await using (var scope = store.In(Soser))
        {
            var begun = await scope.Get<IUploads>().Begin(New(content.Length), default);
            id = begun.Id;
            Assert.Equal(1000, (await scope.Get<IUploads>().Append(begun, 0, Piece(content, 0, 1000), default)).Offset);
        }

        // Another request, perhaps of another process: what came is there.
        await using var later = store.In(Soser);
        var uploads = later.Get<IUploads>();
        var upload = (await uploads.Find(id, Origin, default))!;
        Assert.Equal(1000, upload.Offset);
        Assert.Null(await uploads.Find(id, "staff:dos", default));
        Assert.Equal(UploadProblem.Elsewhere, (await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(upload, 0, Piece(content, 0, 1000), default))).Problem);
        Assert.Equal(UploadProblem.Unfinished, (await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Finish(upload, Rules, "Uno", default))).Problem);
        upload = await uploads.Append(upload, 1000, Piece(content, 1000, content.Length - 1000), default);
        Assert.Equal(UploadProblem.TooLarge, (await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Append(upload, content.Length, Piece([1], 0, 1), default))).Problem);

        var kept = await uploads.Finish(upload, Rules, "Uno", default);
        var again = await uploads.Finish((await uploads.Find(id, Origin, default))!, Rules, "Uno", default);

        Assert.Equal((kept.Id, "foto.jpg", 640), (again.Id, kept.Name, kept.Width));
        Assert.Equal(1, await later.Db().Set<AttachmentRow>().CountAsync());
        Assert.Empty(await Pieces(store.Settings));
    }

    [Theory, BothEngines]
    public async Task What_is_refused_or_never_finished_leaves_nothing(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, null, await Place());
        await using var scope = store.In(Soser);
        var uploads = scope.Get<IUploads>();
        Assert.Equal(UploadProblem.TooLarge, (await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Begin(New(1024 * 1024 + 1), default))).Problem);
        Assert.Equal(UploadProblem.TooLarge, (await Assert.ThrowsAsync<UploadRefusedException>(() => uploads.Begin(New(0), default))).Problem);
        var wrong = await uploads.Append(await uploads.Begin(New(4), default), 0, Piece([1, 2, 3, 4], 0, 4), default);
        Assert.Equal(AttachmentProblem.WrongKind, (await Assert.ThrowsAsync<AttachmentRefusedException>(() => uploads.Finish(wrong, Rules, "Uno", default))).Problem);
        Assert.Null(await uploads.Find(wrong.Id, Origin, default));
        var left = await uploads.Append(await uploads.Begin(New(10), default), 0, Piece([1, 2, 3, 4], 0, 4), default);

        Assert.Equal(0, await scope.Get<UploadSweep>().Run(default));
        store.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await scope.Get<UploadSweep>().Run(default));
        Assert.Null(await uploads.Find(left.Id, Origin, default));
        Assert.Empty(await Pieces(store.Settings));
    }

    [Theory, BothEngines]
    public async Task The_staff_takes_a_file_off_and_puts_it_back_and_the_history_says_so(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, null, await Place());
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        var upload = await scope.Get<IUploads>().Begin(New(Sample.Jpeg().Length) with { Case = filed.Case }, default);
        var file = await scope.Get<IUploads>().Finish(await scope.Get<IUploads>().Append(upload, 0, new MemoryStream(Sample.Jpeg()), default), Rules, "Uno", default);
        var files = scope.Get<ICaseFiles>();

        Assert.True(await files.Remove(filed.Case, file.Id, "es de otra persona", "Uno", default));
        Assert.False(await files.Remove(filed.Case, file.Id, "otra vez", "Uno", default));
        Assert.Empty(await scope.Get<IAttachments>().Of(filed.Case, default));
        Assert.Null(await scope.Get<IAttachments>().Find(file.Id, default));
        Assert.Equal(("foto.jpg", "es de otra persona"), (await files.Removed(filed.Case, default)).Select(r => (r.Name, r.Why)).Single());
        Assert.True(await files.Restore(filed.Case, file.Id, "Uno", default));
        Assert.True(await files.Mark(filed.Case, file.Id, isPublic: true, "Uno", default));

        Assert.True(Assert.Single(await scope.Get<IAttachments>().Of(filed.Case, default)).IsPublic);
        var said = (await scope.Get<ICases>().Find(filed.Case, default))!.Events.TakeLast(3).Select(e => e.What);
        Assert.Equal(["Se quita el archivo «foto.jpg»: es de otra persona", "Vuelve el archivo «foto.jpg»", "El archivo «foto.jpg» lo ve también la persona"], said);
    }

    [Fact]
    public async Task A_browser_sends_pieces_to_a_case_and_is_told_where_it_stands()
    {
        await using var server = await RunningServer.Start(Engine.Sqlite, await Place());
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        Assert.Contains("Adjuntar archivos", await staff.Page($"/cases/{filed.Case}"), StringComparison.Ordinal);
        var content = Sample.Jpeg(640, 480, new string('x', 2000));

        using var begun = await Send(staff, HttpMethod.Post, $"/cases/{filed.Case}/uploads", ("Upload-Length", $"{content.Length}"), ("Upload-Name", "foto%20uno.jpg"), ("Upload-Public", "true"));
        var location = begun.Headers.Location!.OriginalString;
        using var first = await Send(staff, HttpMethod.Patch, location, content[..500], ("Upload-Offset", "0"));
        using var wrong = await Send(staff, HttpMethod.Patch, location, content[..500], ("Upload-Offset", "0"));
        using var here = await Send(staff, HttpMethod.Head, location);
        using var second = await Send(staff, HttpMethod.Patch, location, content[500..], ("Upload-Offset", "500"));
        using var done = await Send(staff, HttpMethod.Post, location);
        using var twice = await Send(staff, HttpMethod.Post, location);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { begun, first, wrong, here, second, done, twice }.Select(a => a.StatusCode));
        Assert.Equal("500", here.Headers.GetValues("Upload-Offset").Single());
        Assert.Equal(("foto uno.jpg", true), (await scope.Get<IAttachments>().Of(filed.Case, default)).Select(a => (a.Name, a.IsPublic)).Single());
        Assert.Single((await scope.Get<ICases>().Find(filed.Case, default))!.Events, e => e.What == "Se adjunta «foto uno.jpg»");
    }

    /// <summary>Sets an installation so that pieces lie there.</summary>
    protected abstract Task<Func<Settings, Settings>> Place();

    /// <summary>What lies there of the organisation.</summary>
    protected abstract Task<IReadOnlyList<string>> Pieces(Settings settings);

    private static NewUpload New(long size) => new("foto.jpg", size, null, Origin, IsPublic: false, Rules);

    private static MemoryStream Piece(byte[] content, int at, int count) => new(content, at, count);

    private static Task<HttpResponseMessage> Send(SignedIn who, HttpMethod method, string address, params (string Name, string Value)[] headers) =>
        Send(who, method, address, [], headers);

    private static async Task<HttpResponseMessage> Send(SignedIn who, HttpMethod method, string address, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (method == HttpMethod.Patch) request.Content = new ByteArrayContent(body);
        return await who.Send(request);
    }
}

/// <summary>Pieces in the data folder.</summary>
public sealed class FolderUploadTests : UploadTests
{
    protected override Task<Func<Settings, Settings>> Place() => Task.FromResult<Func<Settings, Settings>>(settings => settings);

    protected override Task<IReadOnlyList<string>> Pieces(Settings settings) => Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFiles(settings.InData("uploads", Soser))]);
}
