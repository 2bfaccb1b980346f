using EvalKit.Core.Errors;
using EvalKit.Core.Images;
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
        var path = Path.Combine(_folder.FullPath, "picture.png");
        PictureFile.SavePng(path, picture, shape);
        var loaded = PictureFile.Load(path);
        Assert.Equal(shape, loaded.Shape);
        Assert.Equal(picture, loaded.Picture);
    }

    [Fact]
    public void Numbers_are_clipped_and_rounded()
    {
        var path = Path.Combine(_folder.FullPath, "picture.png");
        PictureFile.SavePng(path, [-1f, 2f, 100.4f / 255, 100.6f / 255], new(1, 2, 2));
        Assert.Equal([0f, 1f, 100 / 255f, 101 / 255f], PictureFile.Load(path).Picture);
    }

    [Fact]
    public void A_missing_file_is_answered_with_the_nearest_name()
    {
        _folder.Write("picture.png", "");
        var path = Path.Combine(_folder.FullPath, "pictrue.png");
        var error = Assert.Throws<UserException>(() => PictureFile.Load(path));
        Assert.Equal($"{path}: no such file; did you mean 'picture.png'?", error.Message);
    }
}
