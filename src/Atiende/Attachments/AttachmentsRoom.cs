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
        services.AddSingleton<UploadFolder>();
        services.AddScoped<IUploads, UploadStore>();
        services.AddScoped<IUploadDoor, UploadDoor>();
        services.AddScoped<UploadSweep>();
        services.AddSingleton<IVirusScan, Clamd>();
        services.AddHostedService<AttachmentSweepWork>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => AttachmentRoutes.Map(routes);
}
