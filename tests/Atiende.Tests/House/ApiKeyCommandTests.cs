using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

/// <summary>Keys made with the program as a process.</summary>
public sealed class ApiKeyCommandTests
{
    [Fact]
    public async Task A_key_is_printed_alone_and_once_listed_by_its_beginning_and_revoked()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run(folder, "pack", "load", Repository.Path("packs", "cl-soser"))).Exit);

        var made = await Run(folder, "apikey", "create", "--organization", "cl-soser", "--scope", "cases:write", "--name", "Sistema OIRS");
        Assert.True(made.Exit == 0, made.Errors);
        var secret = Assert.Single(made.Output.Trim().Split('\n'));
        var prefix = secret[..12];
        Assert.Matches("^atd_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$", secret);
        Assert.DoesNotContain(secret, made.Errors, StringComparison.Ordinal);

        var listed = await Run(folder, "apikey", "list", "--organization", "cl-soser");
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);
        Assert.Matches($"^{prefix}\tSistema OIRS\tcases:write\t.+\t-\tvalid$", listed.Output.Trim());
        Assert.Equal(0, (await Run(folder, "apikey", "revoke", "--organization", "cl-soser", prefix)).Exit);
        Assert.EndsWith("\trevoked", (await Run(folder, "apikey", "list", "--organization", "cl-soser")).Output.Trim(), StringComparison.Ordinal);

        await Refused("'todo' is no scope; there are cases:write, ", "apikey", "create", "--organization", "cl-soser", "--scope", "todo");
        await Refused("there is no key atd_nada", "apikey", "revoke", "--organization", "cl-soser", "atd_nada");
        await Refused("there is no organisation luna", "apikey", "create", "--organization", "luna", "--scope", "cases:write");

        async Task Refused(string expected, params string[] arguments)
        {
            var (exit, output, errors) = await Run(folder, arguments);
            Assert.Equal((2, ""), (exit, output.Trim()));
            Assert.Contains(expected, errors, StringComparison.Ordinal);
        }
    }

    private static Task<(int Exit, string Output, string Errors)> Run(TemporaryFolder folder, params string[] arguments) =>
        ProgramProcess.Run([.. arguments, "--data", folder.Path]);
}
