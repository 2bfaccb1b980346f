using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Drawing;

namespace EvalKit.Data.Tests.Drawing;

public sealed class PictureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_picture_comes_back_level_for_level(int channels)
    {
        var shape = new ImageShape(channels, 5, 17);
        var picture = Enumerable.Range(0, shape.Length).Select(i => i * 37 % 256 / 255f).ToArray();
        var loaded = Reloaded(picture, shape);
        Assert.Equal(shape, loaded.Shape);
        Assert.Equal(picture, loaded.Values());
    }

    [Fact]
    public void Numbers_are_clipped_and_rounded() =>
        Assert.Equal([0f, 1f, 100 / 255f, 101 / 255f], Reloaded([-1f, 2f, 100.4f / 255, 100.6f / 255], new(1, 2, 2)).Values());

    [Fact]
    public void Psnr_is_that_of_the_rounded_levels()
    {
        // Differences of 0, 2, 1 and 1 levels: a mean square of 1.5.
        Assert.Equal(10 * Math.Log10(255 * 255 / 1.5), PictureFile.Psnr([0, 0, 1, 0], [0.4f / 255, 1.6f / 255, 254 / 255f, 0.6f / 255]), 1e-12);
        Assert.Equal(double.PositiveInfinity, PictureFile.Psnr([0.5f], [0.5f]));
    }

    private StoredPicture Reloaded(float[] picture, ImageShape shape)
    {
        var path = Path.Combine(_folder.FullPath, "picture.png");
        using (var file = File.Create(path)) PictureFile.WritePng(file, picture, shape);
        return StoredPicture.Load(path);
    }
}
