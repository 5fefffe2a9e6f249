using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("'sing' is not a command", "sing")]
    [InlineData("Required command was not provided")]
    [InlineData("Required command was not provided", "pack")]
    [InlineData("'--urrl' is not a command or option", "run", "--urrl", "http://localhost:1")]
    [InlineData("'nowhere' is not an address", "run", "--url", "nowhere")]
    [InlineData("serves this machine only", "run", "--url", "http://0.0.0.0:5080")]
    public async Task Wrong_use_ends_with_2_and_one_clear_line(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var (exit, output, errors) = await ProgramProcess.Run([.. arguments, "--data", folder.Path]);

        Assert.Equal(2, exit);
        Assert.Empty(output.Trim());
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("atiende: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.EndsWith("--help)", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"Colour\": \"red\" }", "unknown setting 'Colour'")]
    [InlineData("{ \"Mode\": \"Sometimes\" }", "'Sometimes'")]
    [InlineData("{\n  \"Mode\": Production\n}", "LineNumber: 1")]
    public async Task A_wrong_setting_is_named_with_its_file(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("atiende.json"), json);

        var (exit, _, errors) = await ProgramProcess.Run(["run", "--data", folder.Path]);

        Assert.Equal(2, exit);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Contains(folder.File("atiende.json"), errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_without_a_sender_is_refused_at_the_start()
    {
        using var folder = new TemporaryFolder();

        var (exit, _, errors) = await ProgramProcess.Run(["run", "--data", folder.Path], ("ATIENDE_Smtp__Host", "relay.invalid"));

        Assert.Equal(2, exit);
        Assert.StartsWith("atiende: Smtp:From is missing", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commands_output_is_its_own_and_logs_go_to_standard_error()
    {
        using var folder = new TemporaryFolder();

        var (exit, output, errors) = await ProgramProcess.Run(["pack", "load", Repository.Path("packs", "cl-soser"), "--dry-run", "--data", folder.Path]);

        Assert.Equal(0, exit);
        Assert.Contains("nothing was", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Migrating", output, StringComparison.Ordinal);
        Assert.Contains("Migrating", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example_of_itself()
    {
        foreach (var command in await CommandsBelow([]))
        {
            var (exit, output, _) = await ProgramProcess.Run([.. command, "--help"]);

            Assert.Equal(0, exit);
            Assert.Contains($"Example:\n  atiende {string.Join(' ', command)}", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_serves_logs_JSON_without_the_query_and_stops_in_order_on_Ctrl_C()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path]);
        await program.Ready(address);
        using (var client = new HttpClient { BaseAddress = address })
            await client.GetAsync("/sign-in?as=Persona+Ejemplo+Uno");

        program.Signal("INT");

        Assert.Equal(0, await program.Exit());
        Assert.Contains(address.ToString().TrimEnd('/'), program.Errors, StringComparison.Ordinal);
        var lines = program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line));
        Assert.Contains(lines, line => line.Contains("\"Route\":\"/sign-in\"", StringComparison.Ordinal));
        Assert.DoesNotContain("Ejemplo", program.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("atiende.db-wal")), "the database was not closed");
    }

    [Fact]
    public async Task An_address_in_use_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();
        await using var first = await RunningServer.Start();

        var (exit, _, errors) = await ProgramProcess.Run(["run", "--url", first.Address.ToString(), "--data", folder.Path], ("ATIENDE_Logs", "Json"));

        Assert.Equal(2, exit);
        Assert.Contains("in use by another program", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_served_already_is_not_served_twice()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var first = ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path]);
        await first.Ready(address);

        var (exit, _, errors) = await ProgramProcess.Run(["run", "--url", $"http://localhost:{FreePort.Next()}", "--data", folder.Path]);

        Assert.Equal(2, exit);
        Assert.Contains("another atiende serves the data folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_at_the_start_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();

        var (exit, _, errors) = await ProgramProcess.Run(
            ["run", "--data", folder.Path], ("ATIENDE_ConnectionString", $"Host=127.0.0.1;Port={FreePort.Next()};Database=x;Username=x"));

        Assert.Equal(1, exit);
        Assert.StartsWith("atiende: the database is gone", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    // All commands that can be run, from the help of those above them.
    private static async Task<List<string[]>> CommandsBelow(string[] above)
    {
        var (_, help, _) = await ProgramProcess.Run([.. above, "--help"]);
        var listed = help.Split("Commands:\n").ElementAtOrDefault(1)?.Split("\n\n")[0];
        if (listed is null) return [above];

        var found = new List<string[]>();
        foreach (var line in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            found.AddRange(await CommandsBelow([.. above, line.Trim().Split(' ')[0]]));

        return found;
    }
}
