using Atiende.Guidance.Effects;
using Atiende.Hosting;

namespace Atiende.Guidance;

/// <summary>Procedures that lead attentions.</summary>
internal sealed class GuidanceRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddMemoryCache();
        services.AddScoped<ProcedureShelf>();
        services.AddScoped<RunStore>();
        services.AddScoped<RunViews>();
        services.AddScoped<IGuidance, Guide>();
        services.AddScoped<IRunDrafts, RunDrafts>();
        services.AddScoped<IRunSight, RunSight>();
        services.AddScoped<IRunPreview, RunPreview>();
        foreach (var handler in typeof(IEffectHandler).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IEffectHandler))))
            services.AddScoped(typeof(IEffectHandler), handler);
    }
}
