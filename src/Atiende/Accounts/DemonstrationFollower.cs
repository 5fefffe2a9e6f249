using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;

namespace Atiende.Accounts;

/// <summary>Gives the made-up members of a pack their accounts when it is loaded; only in demonstration mode.</summary>
internal sealed class DemonstrationFollower(DemonstrationAccounts accounts, Settings settings) : IPackFollower
{
    public async Task<IReadOnlyList<string>> Follow(Pack? before, Pack after, CancellationToken cancel)
    {
        if (settings.IsDemonstration) await accounts.Seed(after, cancel);
        return [];
    }
}
