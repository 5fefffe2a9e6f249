using Atiende.PaperPads.Reading;

namespace Atiende.Tests.PaperPads;

/// <summary>A page that leans before the camera is laid straight by its corners.</summary>
public sealed class StraighteningTests
{
    private const double Near = 1e-6;

    private static readonly Homography Camera = new(0.9, 0.2, 30, -0.1, 1.1, 40, 0.0003, -0.0002);

    [Fact]
    public void Four_corners_give_the_camera_back_and_more_only_confirm_it()
    {
        Spot[] corners = [new(0, 0), new(1240, 0), new(0, 1753), new(1240, 1753)];
        Spot[] more = [.. corners, new(600, 800), new(300, 1200), new(1000, 100)];

        foreach (var places in new[] { corners, more })
        {
            var found = Homography.Of([.. places.Select(p => (p, Camera.To(p)!.Value))])!;
            foreach (var place in new Spot[] { new(17, 1700), new(900, 33), new(620, 876) })
            {
                var (expected, there) = (Camera.To(place)!.Value, found.To(place)!.Value);
                Assert.InRange(there.X - expected.X, -Near, Near);
                Assert.InRange(there.Y - expected.Y, -Near, Near);
            }
        }
    }

    [Fact]
    public void Places_on_one_line_or_too_few_say_nothing()
    {
        Assert.Null(Homography.Of([.. Enumerable.Range(0, 6).Select(n => (new Spot(n, 2 * n), new Spot(3 * n, n)))]));
        Assert.Null(Homography.Of([(new(0, 0), new(1, 1)), (new(1, 0), new(2, 1)), (new(0, 1), new(1, 2))]));
        Assert.Null(Homography.Similar([(new(1, 1), new(2, 2)), (new(1, 1), new(3, 3))]));
    }

    [Fact]
    public void Two_places_turn_and_scale_and_no_more()
    {
        var turned = Homography.Similar([(new(0, 0), new(10, 10)), (new(10, 0), new(10, 30))])!;

        Assert.Equal(new Spot(-10, 10), new Spot(Math.Round(turned.To(new(0, 10))!.Value.X, 6), Math.Round(turned.To(new(0, 10))!.Value.Y, 6)));
    }

    [Fact]
    public void What_lies_behind_the_camera_is_nowhere() => Assert.Null(new Homography(1, 0, 0, 0, 1, 0, -0.01, 0).To(new(200, 0)));
}
