using Microsoft.AspNetCore.Components;

namespace Atiende.Shell.Parts;

/// <summary>
/// A part of a page that reads what it shows. The parts of a page begin together and share the request's one database context, which does
/// one thing at a time: so each reads in its turn.
/// </summary>
public abstract class LoadingPart : ComponentBase
{
    [Inject]
    private PageTurns Turns { get; set; } = null!;

    /// <summary>Reads what the part shows.</summary>
    protected abstract Task Load();

    protected sealed override async Task OnInitializedAsync()
    {
        using var turn = await Turns.Enter();
        await Load();
    }
}

/// <summary>Whose turn it is among the parts of one request's page.</summary>
public sealed class PageTurns : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Waits for the turn, which ends when the result is disposed.</summary>
    public async Task<IDisposable> Enter()
    {
        await one.WaitAsync();
        return new Turn(one);
    }

    public void Dispose() => one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
