using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Decoding;
using EvalKit.Data.Tests.Readers;

namespace EvalKit.Data.Tests.Decoding;

public sealed class StoredPictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_picture_of_an_idx_file_is_named_by_its_position(bool packed)
    {
        var bytes = Idx.File(8, [3, 1, 2], [0, 51, 102, 153, 204, 255]);
        var path = Write("images.idx", packed ? Idx.Gzip(bytes) : bytes);
        var picture = StoredPicture.Load(path + "#2");
        Assert.Equal((path + "#2", "2", "images-2", new ImageShape(1, 1, 2)), (picture.Input, picture.Id, picture.Name, picture.Shape));
        Assert.Equal([0.8f, 1f], picture.Values());
        Assert.Equal([0.8f, 1f, 0.8f, 1f, 0.8f, 1f], picture.Values(new(new(3, 1, 2))));
    }

    [Fact]
    public void Channels_that_stand_last_are_brought_to_the_front()
    {
        var path = Write("images", Idx.File(8, [1, 2, 2, 3], [0, 51, 102, 153, 204, 255, 0, 0, 0, 0, 0, 0]));
        var picture = StoredPicture.Load(path + "#0");
        Assert.Equal(new ImageShape(3, 2, 2), picture.Shape);
        Assert.Equal([0f, 0.6f, 0f, 0f, 0.2f, 0.8f, 0f, 0f, 0.4f, 1f, 0f, 0f], picture.Values());
    }

    [Theory]
    [InlineData("#3", "images#3: no picture '3'", "#0 to #2")]
    [InlineData("#-1", "no picture '-1'", "#0 to #2")]
    [InlineData("#", "no picture ''", "#0 to #2")]
    [InlineData("", "does not decode", "such as ", "images#0")]
    public void A_picture_that_an_idx_file_has_not(string position, params string[] parts)
    {
        var path = Write("images", Idx.File(8, [3, 1, 2], new byte[6]));
        var error = Assert.Throws<UserException>(() => StoredPicture.Load(path + position));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_is_answered_with_the_nearest_name()
    {
        Write("picture.png", []);
        var path = Path.Combine(_folder.FullPath, "pictrue.png");
        foreach (var input in new[] { path, path + "#1" })
            Assert.Equal($"{path}: no such file; did you mean 'picture.png'?", Assert.Throws<UserException>(() => StoredPicture.Load(input)).Message);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullPath, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
