using Atiende.Hosting;
using Atiende.Organizations;

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
        services.AddScoped<IRecordImports, RecordImports>();
        services.AddScoped<IPackFollower, PackRows>();
        services.AddScoped<IPackUse, RecordsInUse>();
    }
}
