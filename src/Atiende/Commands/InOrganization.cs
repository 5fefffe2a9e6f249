using System.CommandLine;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Commands;

/// <summary>Commands that work for one organisation, through a room's face.</summary>
internal static class InOrganization
{
    /// <summary><c>--organization ID</c>.</summary>
    public static Option<string> Option() => new("--organization") { Description = "The organisation, by its pack's id", HelpName = "ID", Required = true };

    /// <summary>Does the work in the organisation that was named.</summary>
    /// <typeparam name="TFace">The room's face.</typeparam>
    /// <exception cref="UsageException">There is no such organisation.</exception>
    public static async Task<int> Do<TFace>(ParseResult parsed, Option<string> organization, Func<TFace, Task<int>> work, CancellationToken cancel)
        where TFace : notnull
    {
        await using var services = await AtiendeHost.Services(Settings.Load(parsed.GetValue(CommandLine.Data)), cancel);
        var id = parsed.GetValue(organization)!;
        await using var scope = services.CreateScopeOf(id);
        if (scope.ServiceProvider.GetRequiredService<IOrganizations>().Find(id) is null)
            throw new UsageException($"there is no organisation {id}; load its pack first, with: atiende pack load DIR");

        return await work(scope.ServiceProvider.GetRequiredService<TFace>());
    }
}
