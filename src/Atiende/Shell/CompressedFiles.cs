using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;

namespace Atiende.Shell;

/// <summary>Sends the bundle's files as the build compressed them, <c>style.css.br</c> for <c>style.css</c>, to browsers that take them.</summary>
internal static class CompressedFiles
{
    private const string Ending = ".br";

    public static IApplicationBuilder UseCompressedFiles(this IApplicationBuilder app)
    {
        var files = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        return app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments("/dist", StringComparison.Ordinal)
                && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)
                && files.GetFileInfo(request.Path + Ending).Exists)
                request.Path += Ending;

            return next(context);
        });
    }

    /// <summary>Says of a compressed file that it is one.</summary>
    public static void Label(StaticFileResponseContext file)
    {
        file.Context.Response.Headers.Vary = "Accept-Encoding";
        if (file.File.Name.EndsWith(Ending, StringComparison.Ordinal)) file.Context.Response.Headers.ContentEncoding = "br";
    }

    /// <summary>The type of a compressed file is that of what is in it.</summary>
    public sealed class Types : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider usual = new();

        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
            usual.TryGetContentType(subpath.EndsWith(Ending, StringComparison.Ordinal) ? subpath[..^Ending.Length] : subpath, out contentType);
    }
}
