using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>Files that people attach to cases.</summary>
internal sealed class AttachmentsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<AttachmentFolder>();
        services.AddSingleton<IncomingFiles>();
        services.AddSingleton(ThumbnailLimits.Default);
        services.AddSingleton<Thumbnails>();
        services.AddScoped<IAttachments, AttachmentStore>();
        services.AddScoped<ICaseFiles, CaseFilesStore>();
        services.AddScoped<AttachmentSweep>();
        services.AddScoped<IUploads, UploadStore>();
        services.AddScoped<IUploadDoor, UploadDoor>();
        services.AddScoped<UploadSweep>();
        services.AddSingleton<IVirusScan, Clamd>();
        services.AddHostedService<AttachmentSweepWork>();
        services.AddScoped<UnscannedTurn>();
        services.AddSingleton<Fabric.Bell<UnscannedWork>>();
        services.AddHostedService<UnscannedWork>();
        AddContents(services, settings.S3);
    }

    private static void AddContents(IServiceCollection services, S3Settings s3)
    {
        if (s3.Endpoint.Length == 0)
        {
            services.AddSingleton<IContents>(all => all.GetRequiredService<AttachmentFolder>());
            services.AddSingleton<IPieces, UploadFolder>();
            return;
        }

        services.AddSingleton<S3Bucket>();
        services.AddSingleton<INeed>(all => all.GetRequiredService<S3Bucket>());
        services.AddSingleton(all => new ContentCache(all.GetRequiredService<Settings>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IContents, S3Contents>();
        services.AddSingleton<IPieces, S3Pieces>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => AttachmentRoutes.Map(routes);
}
