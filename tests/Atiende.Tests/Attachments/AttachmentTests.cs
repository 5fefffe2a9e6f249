using System.Net;
using System.Text;
using Atiende.Attachments;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atiende.Tests.Attachments;

/// <summary>What holds wherever the content of files lies.</summary>
public abstract class AttachmentTests
{
    protected const string Soser = "cl-soser";
    private const string Origin = "api:1";

    private static readonly CaseFiles Rules = new() { LargestMegabytes = 1, Most = 3 };

    [Theory, BothEngines]
    public async Task The_same_content_is_stored_once_outside_the_database(Engine engine)
    {
        await using var store = await Store.On(engine, null, await Place());
        await using var scope = store.In(Soser);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        var first = await Keep(scope, one, ("a.jpg", Sample.Jpeg()), ("b.pdf", Sample.Pdf()));
        var again = await Keep(scope, one, ("a.jpg", Sample.Jpeg()));
        var elsewhere = await Keep(scope, other, ("otra.jpg", Sample.Jpeg()));

        Assert.Equal(first[0].Id, again[0].Id);
        Assert.NotEqual(first[0].Id, elsewhere[0].Id);
        Assert.Equal(first[0].Hash, elsewhere[0].Hash);
        Assert.Equal(["a.jpg", "b.pdf"], (await scope.Get<IAttachments>().Of(one, default)).Select(a => a.Name));
        Assert.Equal(2, (await Contents(store.Settings)).Count);
        Assert.Equal(first[0].Size, new FileInfo((await scope.Get<IAttachments>().PathOf(first[0], default))!).Length);
    }

    [Theory, BothEngines]
    public async Task One_that_is_refused_leaves_nothing_of_those_beside_it(Engine engine)
    {
        await using var store = await Store.On(engine, null, await Place());
        await using var scope = store.In(Soser);
        var one = Guid.NewGuid();

        var large = await Refused(() => Keep(scope, one, ("a.jpg", Sample.Jpeg()), ("grande.pdf", [.. Sample.Pdf(), .. new byte[1024 * 1024]])));
        var script = await Refused(() => Keep(scope, one, ("a.jpg", Sample.Jpeg()), ("b.jpg", "<script>"u8.ToArray())));
        var many = await Refused(() => Keep(scope, one, [.. Enumerable.Range(1, 4).Select(n => ($"{n}.pdf", Sample.Pdf($"{n}")))]));
        await Keep(scope, one, ("1.pdf", Sample.Pdf("1")), ("2.pdf", Sample.Pdf("2")));
        var later = await Refused(() => Keep(scope, one, ("3.pdf", Sample.Pdf("3")), ("4.pdf", Sample.Pdf("4"))));

        Assert.Equal((AttachmentProblem.TooLarge, "grande.pdf"), (large.Problem, large.File));
        Assert.Equal((AttachmentProblem.WrongKind, "b.jpg"), (script.Problem, script.File));
        Assert.Equal((AttachmentProblem.TooMany, "4.pdf"), (many.Problem, many.File));
        Assert.Equal((AttachmentProblem.TooMany, "4.pdf"), (later.Problem, later.File));
        Assert.Equal(2, (await scope.Get<IAttachments>().Of(one, default)).Count);
    }

    [Theory, BothEngines]
    public async Task What_was_kept_is_bound_by_who_kept_it_and_swept_after_a_day_where_nobody_did(Engine engine)
    {
        await using var store = await Store.On(engine, null, await Place());
        await using var scope = store.In(Soser);
        var attachments = scope.Get<IAttachments>();
        var kept = await Keep(scope, null, ("a.jpg", Sample.Jpeg()), ("b.pdf", Sample.Pdf()), ("c.png", Sample.Png()));
        var one = Guid.NewGuid();

        var stranger = await Refused(() => attachments.Bind(one, [kept[0].Id], "portal:2", Rules, default));
        await attachments.Bind(one, [kept[0].Id], Origin, Rules, default);
        store.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await scope.Get<AttachmentSweep>().Run(default));
        await Keep(scope, one, ("nuevo.pdf", Sample.Pdf())); // the content of b, which was to go
        store.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await scope.Get<AttachmentSweep>().Run(default));

        Assert.Equal(AttachmentProblem.Gone, stranger.Problem);
        Assert.Equal(["a.jpg", "nuevo.pdf"], (await attachments.Of(one, default)).Select(a => a.Name));
        foreach (var left in await attachments.Of(one, default)) Assert.NotNull(await attachments.PathOf(left, default));
        Assert.Null(await attachments.Find(kept[2].Id, default));
        Assert.Equal(2, (await Contents(store.Settings)).Count);
    }

    [Theory, BothEngines]
    public async Task Another_organisations_file_is_not_there(Engine engine)
    {
        await using var store = await Store.On(engine, null, await Place());
        Attachment kept;
        await using (var scope = store.In(Soser)) kept = (await Keep(scope, Guid.NewGuid(), ("a.jpg", Sample.Jpeg())))[0];

        await using var other = store.In("bo-comteco");

        Assert.Null(await other.Get<IAttachments>().Find(kept.Id, default));
        Assert.Empty(await other.Get<IAttachments>().Of(kept.Case!.Value, default));
    }

    [Fact]
    public async Task A_small_picture_is_made_by_a_process_with_limits_and_only_of_pictures()
    {
        await using var store = await Store.On(Engine.Sqlite, null, await Place());
        await using var scope = store.In(Soser);
        var attachments = scope.Get<IAttachments>();
        var kept = await Keep(scope, Guid.NewGuid(), ("a.png", Sample.Png(1600, 800)), ("b.pdf", Sample.Pdf()), ("c.webp", Sample.Webp()));

        var path = await attachments.ThumbnailOf(kept[0], default);

        Assert.True(attachments.HasThumbnails, "libvips-tools is missing: apt-get install libvips-tools");
        var small = CheckedFile.Of("small", await File.ReadAllBytesAsync(path!), new());
        Assert.Equal(("image/webp", 160, 320), (small.MediaType, small.Width, small.Height)); // turned as it was taken
        Assert.Null(await attachments.ThumbnailOf(kept[1], default));
        Assert.Null(await attachments.ThumbnailOf(kept[2], default)); // its data are no picture
        using var none = new Thumbnails(ThumbnailLimits.Default with { Find = _ => null }, TimeProvider.System, NullLogger<Thumbnails>.Instance);
        Assert.Null(await none.Make((await attachments.PathOf(kept[0], default))!, path + ".other", default));
    }

    [Theory, BothEngines]
    public async Task Staff_see_a_cases_files_and_download_them_where_no_browser_takes_them_for_more(Engine engine)
    {
        await using var server = await RunningServer.Start(engine, await Place());
        await SignedIn.Load(server, Soser);
        await SignedIn.Load(server, "bo-comteco");
        using var supervisor = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        using var stranger = await SignedIn.As(server, "sara.supervisora@bo-comteco");
        Guid ofCase;
        IReadOnlyList<Attachment> kept;
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            ofCase = (await scope.Get<IFiling>().File(Filing.FilingTests.Request(), default)).Case;
            kept = await Keep(scope, ofCase, ("<img src=x onerror=alert(1)>.png", Sample.Png()), ("informe.pdf", Sample.Pdf()));
        }

        var page = await supervisor.Page($"/cases/{ofCase}");
        using var picture = await supervisor.Get($"/attachments/{kept[0].Id}");
        using var document = await supervisor.Get($"/attachments/{kept[1].Id}");
        using var small = await supervisor.Get($"/attachments/{kept[0].Id}/thumbnail");

        Assert.Contains($"/attachments/{kept[0].Id}/thumbnail", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", picture.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(("attachment", "informe.pdf"), (document.Content.Headers.ContentDisposition!.DispositionType, document.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Contains("sandbox", document.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", document.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal((HttpStatusCode.OK, "image/webp"), (small.StatusCode, small.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(await picture.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status($"/attachments/{kept[0].Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status($"/attachments/{kept[0].Id}/thumbnail"));
        await using var after = server.Services.CreateScopeOf(Soser);
        Assert.Equal("attachment.read", Assert.Single(await after.Get<IAudit>().Of($"attachment:{kept[1].Id}", 10, default)).What);
    }

    protected static Task<IReadOnlyList<Attachment>> Keep(AsyncServiceScope scope, Guid? of, params (string Name, byte[] Content)[] files) =>
        scope.Get<IAttachments>().Keep(Files(files), new(Rules, of, Origin, "Sistema de prueba", IsPublic: true), default);

    private static async IAsyncEnumerable<NewFile> Files((string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            await Task.Yield();
            yield return new(name, new MemoryStream(content));
        }
    }

    protected static Task<AttachmentRefusedException> Refused(Func<Task> keep) => Assert.ThrowsAsync<AttachmentRefusedException>(keep);

    /// <summary>Sets an installation so that its files lie there.</summary>
    protected abstract Task<Func<Settings, Settings>> Place();

    /// <summary>What lies there of the organisation: hashes.</summary>
    protected abstract Task<IReadOnlyList<string>> Contents(Settings settings);
}

/// <summary>Files in the data folder.</summary>
public sealed class FolderAttachmentTests : AttachmentTests
{
    protected override Task<Func<Settings, Settings>> Place() => Task.FromResult<Func<Settings, Settings>>(settings => settings);

    protected override Task<IReadOnlyList<string>> Contents(Settings settings) => Task.FromResult<IReadOnlyList<string>>(
        [.. Directory.GetFiles(settings.InData("attachments", Soser), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))]);
}
