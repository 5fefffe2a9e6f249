using System.Net;
using Atiende.Tests.Harness;

namespace Atiende.Tests.House;

/// <summary>The accounts of a real installation, made with the program as a process.</summary>
public sealed class AccountCommandTests
{
    private const string Password = "caballo correcto bateria";

    private static readonly (string, string) Production = ("ATIENDE_Mode", "Production");

    [Fact]
    public async Task The_first_account_of_a_production_signs_in_until_it_is_disabled()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run(folder, null, "pack", "load", Repository.Path("packs", "cl-soser"))).Exit);
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using (var empty = ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path], Production))
        {
            await empty.Ready(address);
            await empty.Says("atiende account create");
        }

        var made = await Run(folder, Password, Create("--role", "operador"));
        Assert.True(made.Exit == 0, made.Errors);
        Assert.DoesNotContain(Password, made.Output + made.Errors, StringComparison.Ordinal);
        Assert.Contains("persona.prueba\tPersona Ejemplo Uno\toperador\t", (await Run(folder, null, "account", "list", "--organization", "cl-soser")).Output, StringComparison.Ordinal);

        Assert.Equal("/", await SignIn(folder));
        Assert.Equal(0, (await Run(folder, null, "account", "disable", "--organization", "cl-soser", "--account", "persona.prueba")).Exit);
        Assert.Contains("\tdisabled", (await Run(folder, null, "account", "list", "--organization", "cl-soser")).Output, StringComparison.Ordinal);
        Assert.Null(await SignIn(folder));
        Assert.Equal(0, (await Run(folder, null, "account", "enable", "--organization", "cl-soser", "--account", "persona.prueba")).Exit);
        Assert.Equal("/", await SignIn(folder));
    }

    [Fact]
    public async Task Wrong_use_says_in_one_line_what_is_wrong_and_makes_nothing()
    {
        using var folder = new TemporaryFolder();
        await Refused("there is no organisation cl-soser", Password, Create("--role", "operador"));
        Assert.Equal(0, (await Run(folder, null, "pack", "load", Repository.Path("packs", "cl-soser"))).Exit);

        await Refused("'jefe' is no role of the staff; there are ", Password, Create("--role", "jefe"));
        await Refused("'luna' is no unit; there are ", Password, Create("--role", "operador", "--unit", "luna"));
        await Refused("12", "corta", Create("--role", "operador"));
        await Refused("standard input holds no password", null, Create("--role", "operador"));
        await Refused("'--password'", Password, Create("--role", "operador", "--password", Password));
        await Refused("there is no account nadie", null, "account", "disable", "--organization", "cl-soser", "--account", "nadie");
        Assert.Empty((await Run(folder, null, "account", "list", "--organization", "cl-soser")).Output.Trim());

        async Task Refused(string expected, string? input, params string[] arguments)
        {
            var (exit, output, errors) = await Run(folder, input, arguments);
            Assert.Equal(2, exit);
            Assert.Empty(output.Trim());
            var said = Assert.Single(errors.Trim().Split('\n'), line => line.StartsWith("atiende: ", StringComparison.Ordinal));
            Assert.Contains(expected, said, StringComparison.Ordinal);
        }
    }

    private static string[] Create(params string[] rest) =>
        ["account", "create", "--organization", "cl-soser", "--account", "persona.prueba", "--name", "Persona Ejemplo Uno", .. rest];

    private static Task<(int Exit, string Output, string Errors)> Run(TemporaryFolder folder, string? input, params string[] arguments) =>
        ProgramProcess.RunWith(input ?? "", [.. arguments, "--data", folder.Path], Production);

    // Where the sign-in leads; null where it is refused.
    private static async Task<string?> SignIn(TemporaryFolder folder)
    {
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = ProgramProcess.Start(["run", "--url", address.ToString(), "--data", folder.Path], Production);
        await program.Ready(address);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        using var answer = await SignedIn.Enter(client, "persona.prueba", Password);
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location?.OriginalString : null;
    }
}
