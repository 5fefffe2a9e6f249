using System.Diagnostics;

namespace Atiende.Tests.Harness;

/// <summary>The program as a process of its own, as a person or a supervisor starts it.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    // Tests run in the background of a shell inherit that Ctrl+C is ignored; a person's shell does not do that.
    private const string HearsInterrupts = "--default-signal=INT";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private ProgramProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => { lock (output) output.WriteLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (errors) errors.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public string Output { get { lock (output) return output.ToString(); } }

    public string Errors { get { lock (errors) return errors.ToString(); } }

    public static ProgramProcess Start(string[] arguments, params (string Name, string Value)[] environment) =>
        Start("env", [HearsInterrupts, "dotnet"], arguments, environment);

    /// <summary>Starts it with a folder that is a small disk of its own, in a name space where mounting needs no rights; null where that is not allowed.</summary>
    /// <param name="folder">The folder, seen by others at <see cref="SeenFromOutside"/>.</param>
    /// <param name="size">Such as <c>64m</c>.</param>
    /// <param name="arguments">The program's.</param>
    /// <param name="environment">Beside the test's own.</param>
    public static async Task<ProgramProcess?> StartOnSmallDisk(string folder, string size, string[] arguments, params (string Name, string Value)[] environment)
    {
        const string Mount = "mount -t tmpfs -o size=$1 tmpfs \"$2\" && shift 2 && exec \"$@\"";
        string[] small = ["-Urm", "bash", "-c", Mount, "mount", size, folder];
        using var trial = Process.Start(new ProcessStartInfo("unshare", [.. small, "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
        await trial.WaitForExitAsync();
        return trial.ExitCode == 0 ? Start("unshare", [.. small, "dotnet"], arguments, environment) : null;
    }

    /// <summary>A path as the program sees it, for others.</summary>
    public string SeenFromOutside(string path) => $"/proc/{Id}/root{path}";

    /// <summary>Runs a command to its end where this one runs: it sees the same small disk.</summary>
    public async Task<(int Exit, string Output, string Errors)> RunBeside(string[] arguments)
    {
        await using var program = Start("nsenter", ["-t", $"{Id}", "-U", "-m", "--preserve-credentials", "dotnet"], arguments, []);
        program.process.StandardInput.Close();
        var exit = await program.Exit();
        return (exit, program.Output, program.Errors);
    }

    private static ProgramProcess Start(string file, string[] before, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, before)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "atiende.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        start.Environment["ATIENDE_ROOT"] = Repository.Root;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Exit, string Output, string Errors)> Run(string[] arguments, params (string Name, string Value)[] environment) =>
        RunWith("", arguments, environment);

    /// <summary>Runs it to its end with something on its standard input.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunWith(
        string input, string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var program = Start(arguments, environment);
        await program.process.StandardInput.WriteAsync(input);
        program.process.StandardInput.Close();
        var exit = await program.Exit();
        return (exit, program.Output, program.Errors);
    }

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Waits until it answers that it is ready.</summary>
    public async Task Ready(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience && !process.HasExited; await Task.Delay(100))
        {
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (Exception busy) when (busy is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet, or too busy to answer.
            }
        }

        Assert.Fail($"not ready: {Errors}{Output}");
    }

    /// <summary>Waits until it has said something to its operator.</summary>
    public async Task Says(string words)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50))
            if (Errors.Contains(words, StringComparison.Ordinal)) return;

        Assert.Fail($"never said '{words}': {Errors}");
    }

    /// <summary>Sends a signal, such as <c>INT</c>, as Ctrl+C does.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
