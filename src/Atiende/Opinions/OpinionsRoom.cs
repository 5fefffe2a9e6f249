using Atiende.Cases;
using Atiende.Hosting;
using Atiende.Opinions.Parts;

namespace Atiende.Opinions;

/// <summary>What people thought of the answer.</summary>
internal sealed class OpinionsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<OpinionTurn>();
        services.AddScoped<IOpinions, OpinionStore>();
        services.AddHostedService<OpinionWork>();
        services.AddSingleton(new CasePart(typeof(OpinionPart), 15, Beside: true));
    }
}
