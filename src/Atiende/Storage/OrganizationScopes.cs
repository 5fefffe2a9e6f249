namespace Atiende.Storage;

/// <summary>Scopes for work that no request began: jobs, commands, tests.</summary>
public static class OrganizationScopes
{
    /// <summary>A scope that works for one organisation.</summary>
    public static AsyncServiceScope CreateScopeOf(this IServiceProvider services, string organizationId)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ICurrentOrganization>().Enter(organizationId);
        return scope;
    }

    /// <summary>A scope that works over all organisations.</summary>
    public static AsyncServiceScope CreateSystemScope(this IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ICurrentOrganization>().EnterAsSystem();
        return scope;
    }
}
