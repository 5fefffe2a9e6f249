using Atiende.Browser.Tests.Harness;
using Atiende.Shell.Frame;
using Microsoft.AspNetCore.Builder;

namespace Atiende.Browser.Tests.Gallery;

public sealed class PartsTests(Chromium chromium)
{
    [Theory]
    [InlineData(false, 1366, 768)]
    [InlineData(true, 1366, 768)]
    [InlineData(false, 390, 844)]
    [InlineData(true, 390, 844)]
    public async Task All_parts_are_accessible_in_light_and_dark_on_desk_and_telephone(bool dark, int width, int height)
    {
        await using var server = await Gallery();
        await using var someone = await chromium.Visitor(server.Address, dark, width: width, height: height);

        await someone.Open("/parts");
        await someone.IsAccessible();
        await someone.FitsTheWindow();
        await someone.Picture($"partes-{(dark ? "oscuro" : "claro")}-{width}", whole: true);

        Assert.Empty(someone.Complaints);
    }

    private static Task<GalleryServer> Gallery() =>
        GalleryServer.Start(routes => routes.MapGet("/parts", () => Pages.Show<PartsPage>()));
}
