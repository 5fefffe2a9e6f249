using System.Diagnostics;
using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

/// <summary>The launcher on a machine that has only what a test gives it: a PATH of its own, where dotnet and apt-get write down what they are asked.</summary>
public sealed class LauncherTests : IDisposable
{
    // Of the machine: the plain tools that every Debian has.
    private static readonly string[] Plain =
    [
        "bash", "basename", "cat", "chmod", "cp", "cut", "date", "dirname", "env", "find", "flock", "grep", "head", "id", "ls", "mkdir",
        "readlink", "rm", "sed", "sha256sum", "sleep", "sort", "tail", "touch", "tr",
    ];

    private readonly TemporaryFolder machine = new();

    public LauncherTests()
    {
        foreach (var folder in new[] { "bin", "repo/src/Atiende", "repo/scripts", "repo/tests/Some.Tests" })
            Directory.CreateDirectory(machine.File(folder));

        foreach (var tool in Plain)
            File.CreateSymbolicLink(machine.File("bin", tool), Path.Combine("/usr/bin", tool));

        foreach (var file in new[] { "atiende", "scripts/setup.sh", "scripts/test.sh", "global.json", "Directory.Build.props" })
            File.Copy(Repository.Path(file), machine.File("repo", file));

        File.WriteAllText(machine.File("repo/src/Atiende/Program.cs"), "// a source");
        File.WriteAllText(machine.File("repo/tests/Some.Tests/Some.Tests.csproj"), "<Project/>");
    }

    [Fact]
    public async Task Without_the_SDK_it_says_exactly_what_to_do()
    {
        var (exit, _, errors) = await Launch("run");

        Assert.Equal(1, exit);
        Assert.Contains("apt-get install -y dotnet-sdk-10.0", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_root_gets_Debians()
    {
        GiveDotnet();
        Give("apt-get", """echo "apt-get $*" >> "$MACHINE/said"; case $* in install*) for t in node npm chromium; do cp "$MACHINE/bin/env" "$MACHINE/bin/$t"; done ;; esac""");
        Give("id", "echo 0");

        var (exit, output, _) = await Launch("run", "--data", "d");

        Assert.Equal(0, exit);
        Assert.Contains("apt-get install -y --no-install-recommends nodejs npm chromium", Said, StringComparison.Ordinal);
        Assert.Equal("program run --data d\n", output);
    }

    [Fact]
    public async Task Without_Node_others_are_told_what_to_type()
    {
        GiveDotnet();
        Give("apt-get", """echo "apt-get $*" >> "$MACHINE/said" """);
        Give("id", "echo 1000");

        var (exit, _, errors) = await Launch("run");

        Assert.Equal(1, exit);
        Assert.Contains("sudo apt-get update && sudo apt-get install -y --no-install-recommends nodejs npm chromium", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("apt-get", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_printing_needs_stops_nobody()
    {
        GiveAll();
        Give("id", "echo 1000");
        File.Delete(machine.File("bin", "chromium"));

        var (exit, _, errors) = await Launch("run");

        Assert.Equal(0, exit);
        Assert.Contains("sudo apt-get install chromium", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_builds_once_and_again_when_a_source_changed()
    {
        GiveAll();

        await Launch("run");
        await Launch("run");
        Assert.Equal(1, Builds);

        await File.WriteAllTextAsync(machine.File("repo/src/Atiende/Program.cs"), "// a longer source");
        await Launch("run");
        Assert.Equal(2, Builds);

        await File.WriteAllTextAsync(machine.File("repo/src/Atiende/More.cs"), "// a new source");
        await Launch("run");
        Assert.Equal(3, Builds);
    }

    [Fact]
    public async Task A_build_that_fails_shows_its_errors_and_is_tried_again()
    {
        GiveAll();
        await File.WriteAllTextAsync(machine.File("build-fails"), "");

        var (exit, output, errors) = await Launch("run");
        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains("Program.cs(1,1): error CS1002", errors, StringComparison.Ordinal);

        File.Delete(machine.File("build-fails"));
        Assert.Equal(0, (await Launch("run")).Exit);
    }

    [Theory]
    [InlineData("passed=\"7\" failed=\"0\" errors=\"0\"", 0, 0, "8 passed, 0 failed")] // and the format is one
    [InlineData("passed=\"5\" failed=\"2\" errors=\"0\"", 2, 1, "6 passed, 2 failed")]
    [InlineData(null, 134, 1, "1 passed, 1 failed")] // the tests crashed and left no results
    public async Task Test_ends_with_one_line_that_sums_up(string? results, int testsExit, int expectedExit, string expectedLine)
    {
        GiveAll();
        await File.WriteAllTextAsync(machine.File("tests-exit"), testsExit.ToString());
        if (results is not null) await File.WriteAllTextAsync(machine.File("results.xml"), $"<assemblies><assembly name=\"x\" {results} total=\"7\"/></assemblies>");

        var (exit, output, _) = await Launch("test");

        Assert.Equal(expectedExit, exit);
        Assert.Equal($"{expectedLine}\n", output);
    }

    [Fact]
    public async Task A_build_that_fails_under_test_is_one_failure()
    {
        GiveAll();
        await File.WriteAllTextAsync(machine.File("build-fails"), "");

        var (exit, output, _) = await Launch("test");

        Assert.Equal(1, exit);
        Assert.Equal("0 passed, 1 failed\n", output);
    }

    public void Dispose() => machine.Dispose();

    private string Said => File.Exists(machine.File("said")) ? File.ReadAllText(machine.File("said")) : "";

    private int Builds => Said.Split('\n').Count(line => line.StartsWith("dotnet build", StringComparison.Ordinal));

    private void GiveAll()
    {
        GiveDotnet();
        foreach (var tool in new[] { "node", "npm", "chromium", "pdftoppm", "vips" })
            Give(tool, "");

        Give("id", "echo 0");
        Give("apt-get", """echo "apt-get $*" >> "$MACHINE/said" """);
    }

    private void GiveDotnet() => Give("dotnet", """
        echo "dotnet $*" >> "$MACHINE/said"
        case $1 in
          build)
            if [ -f "$MACHINE/build-fails" ]; then echo 'Program.cs(1,1): error CS1002: ; expected'; exit 1; fi
            mkdir -p "$MACHINE/repo/src/Atiende/bin/Release/net10.0" && touch "$MACHINE/repo/src/Atiende/bin/Release/net10.0/atiende.dll" ;;
          */atiende.dll) shift; echo "program $*" ;;
          */Some.Tests.dll)
            [ ! -f "$MACHINE/results.xml" ] || cp "$MACHINE/results.xml" "$MACHINE/repo/artifacts/tests/Some.Tests.xml"
            exit "$(cat "$MACHINE/tests-exit")" ;;
        esac
        """);

    private void Give(string tool, string script)
    {
        File.Delete(machine.File("bin", tool));
        File.WriteAllText(machine.File("bin", tool), $"#!/usr/bin/env bash\n{script}\n");
        File.SetUnixFileMode(machine.File("bin", tool), (UnixFileMode)0b111_101_101);
    }

    private async Task<(int Exit, string Output, string Errors)> Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(machine.File("repo/atiende"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = machine.Path,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = machine.File("bin");
        start.Environment["HOME"] = machine.Path;
        start.Environment["MACHINE"] = machine.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
