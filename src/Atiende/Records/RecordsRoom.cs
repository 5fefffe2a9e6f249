using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Records;

/// <summary>Foreign facts: the record systems of the packs.</summary>
internal sealed class RecordsRoom : IRoom
{
    // A person is on the line: what takes longer is told as a failure, and asked again when they want.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<RecordIds>();
        services.AddSingleton(new RecordPatience(Patience));
        services.AddScoped<RecordIndex>();
        services.AddScoped<RecordSearch>();
        services.AddScoped<RecordChanging>();
        services.AddScoped<RecordReading>();
        services.AddScoped<BuiltInRecords>();
        services.AddScoped<IRecords, RecordDesk>();
        services.AddScoped<IRecordLines, RecordLines>();
        services.AddScoped<ImportPlanner>();
        services.AddScoped<ImportApplying>();
        services.AddScoped<RecordImports>();
        services.AddScoped<IRecordImports>(scope => scope.GetRequiredService<RecordImports>());
        services.AddSingleton<ImportProgress>();
        services.AddHostedService<ImportWork>();
        services.AddScoped<RecordShelf>();
        services.AddScoped<RecordHistory>();
        services.AddSingleton(new NavEntry(
            "records.title", "/records", "database", 30, NavGroup.Know,
            Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality));
        services.AddScoped<IPackFollower, PackRows>();
        services.AddScoped<IPackUse, RecordsInUse>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        RecordRoutes.Map(routes);
        ImportRoutes.Map(routes);
    }
}
