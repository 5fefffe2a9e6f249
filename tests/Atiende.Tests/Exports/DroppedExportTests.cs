using System.Runtime.CompilerServices;
using Atiende.Accounts;
using Atiende.Exports;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Exports;

public sealed class DroppedExportTests
{
    private const string Soser = "cl-soser";
    private const string Member = "nora.ejemplo";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_given_up_while_it_is_made_ends_and_leaves_nothing(bool isLong)
    {
        var clock = new TestClock(new(2026, 11, 2, 14, 0, 0, TimeSpan.Zero));
        var rows = new ManyRows(clock, isLong);
        await using var server = await RunningServer.Start(services: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IExportSource>(rows));
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var exports = scope.Get<IExports>();

        var id = await exports.Begin(new(rows.Id, "", ExportFormat.Xlsx, "es", new(Member, null, [], false)), default);
        await rows.Begun.Task.WaitAsync(Patience);
        await exports.Drop(id, Member, default);
        rows.Dropped.SetResult();
        await rows.Ended.Task.WaitAsync(Patience);

        var folder = server.Settings.InData("exports", Soser);
        for (var turn = 0; turn < 100 && Directory.GetFiles(folder).Length > 0; turn++) await Task.Delay(50);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Null(await exports.Find(id, Member, default));
        Assert.Equal(!isLong, rows.ReachedEnd);
    }

    /// <summary>A table that waits, at its five hundredth row, until somebody gives it up.</summary>
    private sealed class ManyRows(TestClock clock, bool isLong) : IExportSource
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Dropped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool ReachedEnd { get; private set; }

        public string Id => "many";

        public string Policy => Policies.CanReview;

        public Task<ExportTable> Open(ExportAsk ask, CancellationToken cancel) =>
            Task.FromResult(new ExportTable("Muchas", ["número"], null, TimeZoneInfo.Utc, Rows(cancel)));

        private async IAsyncEnumerable<IReadOnlyList<object?>> Rows([EnumeratorCancellation] CancellationToken cancel)
        {
            try
            {
                for (var n = 1; n <= (isLong ? 100_000 : 600); n++)
                {
                    if (n == 500)
                    {
                        Begun.SetResult();
                        await Dropped.Task.WaitAsync(cancel);
                        if (isLong) clock.Advance(TimeSpan.FromSeconds(2));
                    }

                    yield return [n];
                }

                ReachedEnd = true;
            }
            finally
            {
                Ended.SetResult();
            }
        }
    }
}
