using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Tests.Readers;

public sealed class IdxDataTests : IDisposable
{
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 36).Select(i => (byte)(i * 7))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Grey_pictures_are_read_plain_and_packed(bool packed)
    {
        using var data = Open([3, 3, 4], Numbers, [2, 0, 1], packed);
        var pictures = new float[2 * 12];
        data.Read(1, new ImageView(new(1, 3, 4)), pictures);

        Assert.Equal(3, data.Count);
        Assert.Equal(new ImageShape(1, 3, 4), data.StoredShape(2));
        Assert.Equal([2, 0, 1], [data.Label(0), data.Label(1), data.Label(2)]);
        Assert.Equal("2", data.Id(2));
        Assert.Empty(data.ClassNames);
        Assert.Equal(Numbers.Skip(12).Select(level => level / 255f), pictures);
    }

    [Fact]
    public void Channels_last_and_channels_first_give_the_same_planes()
    {
        // Two pictures of 2 x 3: pixel p of picture n has the channels 18n + 3p + c.
        var last = Enumerable.Range(0, 36).Select(i => (byte)i).ToArray();
        var first = (from n in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 3) from p in Enumerable.Range(0, 6) select (byte)((18 * n) + (3 * p) + c)).ToArray();
        using var channelsLast = Open([2, 2, 3, 3], last, [0, 0], packed: false);
        Assert.Equal(new ImageShape(3, 2, 3), channelsLast.StoredShape(0));
        var pictures = new float[36];
        channelsLast.Read(0, new ImageView(new(3, 2, 3)), pictures);
        Assert.Equal(first.Select(level => level / 255f), pictures);
    }

    [Fact]
    public void Channels_first_are_read_as_they_lie()
    {
        using var data = Open([1, 3, 2, 6], Numbers, [0], packed: false);
        var picture = new float[36];
        data.Read(0, new ImageView(new(3, 2, 6)), picture);
        Assert.Equal(Numbers.Select(level => level / 255f), picture);
    }

    [Fact]
    public void Labels_may_be_wider_than_a_byte()
    {
        _folder.Write("images", Idx.File(0x08, [2, 3, 6], Numbers));
        _folder.Write("labels", Idx.File(0x0C, [2], [0, 0, 3, 0xE7, 0, 0, 0, 5]));
        using var data = new IdxData("images", "labels").Open(_folder.FullPath);
        Assert.Equal((999, 5), (data.Label(0), data.Label(1)));
    }

    [Fact]
    public void The_hash_depends_on_pictures_and_labels()
    {
        string Hash(byte[] numbers, byte[] labels)
        {
            using var data = Open([3, 3, 4], numbers, labels, packed: false);
            return data.Sha256;
        }

        var hash = Hash(Numbers, [0, 1, 2]);
        Assert.Equal(hash, Hash(Numbers, [0, 1, 2]));
        Assert.NotEqual(hash, Hash(Numbers, [0, 1, 1]));
        Assert.NotEqual(hash, Hash([.. Numbers.Skip(1), 0], [0, 1, 2]));
        Assert.Matches("^[0-9a-f]{64}$", hash);
    }

    [Fact]
    public void The_bundled_test_set_is_whole()
    {
        using var data = new IdxData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz").Open(Repository.FashionFolder);
        Assert.Equal(10_000, data.Count);
        Assert.Equal(new ImageShape(1, 28, 28), data.StoredShape(0));
        Assert.Equal(10, Enumerable.Range(0, data.Count).Select(data.Label).Distinct().Count());
        Assert.All(Enumerable.Range(0, data.Count).CountBy(data.Label), count => Assert.Equal(1000, count.Value));
    }

    [Fact]
    public void Masks_are_cropped_as_the_pictures_are_and_are_part_of_the_hash()
    {
        _folder.Write("images", Idx.File(0x08, [3, 3, 4], Numbers));
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        _folder.Write("masks", Idx.File(0x08, [3, 3, 4], [.. Enumerable.Range(0, 36).Select(i => (byte)(i is 12 or 17 ? 255 : i == 18 ? 127 : 0))]));
        using var data = new IdxData("images", "labels", "masks").Open(_folder.FullPath);
        var whole = new bool[12];
        Assert.True(data.ReadMask(1, new ImageView(new(3, 3, 4)), whole));
        Assert.Equal([0, 5], Enumerable.Range(0, 12).Where(i => whole[i]));
        var middle = new bool[9];
        Assert.True(data.ReadMask(1, new ImageView(new(1, 3, 3), 3), middle));
        Assert.Equal([0, 4], Enumerable.Range(0, 9).Where(i => middle[i])); // the crop of 3 from 4 columns begins at 0

        using var without = new IdxData("images", "labels").Open(_folder.FullPath);
        Assert.False(without.ReadMask(1, new ImageView(new(3, 3, 4)), whole));
        Assert.NotEqual(without.Sha256, data.Sha256);
    }

    [Fact]
    public void Masks_of_another_size_are_refused()
    {
        _folder.Write("images", Idx.File(0x08, [3, 3, 4], Numbers));
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        _folder.Write("masks", Idx.File(0x08, [3, 4, 3], Numbers));
        Refused(() => new IdxData("images", "labels", "masks").Open(_folder.FullPath), "masks has 3 masks of 4x3, but ", "images has 3 pictures of 3x4");
    }

    [Fact]
    public void Different_counts_are_refused() =>
        Refused(() => Open([3, 3, 4], Numbers, [0, 1], packed: false), "images has 3 pictures, but ", "labels has 2 labels");

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_gzip_cut_short_is_refused(int missingBytes)
    {
        var packed = Idx.Gzip(Idx.File(0x08, [3, 3, 4], Numbers));
        _folder.Write("images", packed[..^missingBytes]);
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        Refused(() => new IdxData("images", "labels").Open(_folder.FullPath), "images: ", "cut short or damaged");
    }

    [Fact]
    public void A_gzip_with_a_flipped_bit_is_refused()
    {
        var packed = Idx.Gzip(Idx.File(0x08, [3, 3, 4], Numbers));
        packed[^6] ^= 1;
        _folder.Write("images", packed);
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        Refused(() => new IdxData("images", "labels").Open(_folder.FullPath), "images: the gzip file is cut short or damaged");
    }

    [Fact]
    public void A_plain_file_cut_short_is_refused()
    {
        Refused(
            () => Open([3, 3, 4], Numbers[..30], [0, 1, 2], packed: false),
            "images: cut short or damaged: by its header [3, 3, 4] it has 52 bytes, but the file has 46 bytes");
    }

    [Fact]
    public void A_wrong_magic_number_is_refused()
    {
        _folder.Write("images", "PNG and so on"u8.ToArray());
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        Refused(() => new IdxData("images", "labels").Open(_folder.FullPath), "images: not an IDX file: it begins with 0x504E4720");
    }

    [Fact]
    public void Labels_in_place_of_images_are_refused()
    {
        _folder.Write("images", Idx.File(0x08, [3, 3, 4], Numbers));
        _folder.Write("labels", Idx.File(0x08, [3], [0, 1, 2]));
        Refused(() => new IdxData("labels", "images").Open(_folder.FullPath), "perhaps images and labels are exchanged");
    }

    [Fact]
    public void A_missing_file_is_answered_with_the_nearest_name()
    {
        Open([3, 3, 4], Numbers, [0, 1, 2], packed: false).Dispose();
        Refused(() => new IdxData("imags", "labels").Open(_folder.FullPath), "imags: no such file; did you mean 'images'?");
        Refused(() => new IdxData("sub/images", "labels").Open(_folder.FullPath), "no such file: the folder ", "sub does not exist");
    }

    [Fact]
    public void A_negative_label_is_refused()
    {
        _folder.Write("images", Idx.File(0x08, [3, 3, 4], Numbers));
        _folder.Write("labels", Idx.File(0x09, [3], [0, 255, 2]));
        Refused(() => new IdxData("images", "labels").Open(_folder.FullPath), "labels: the label at position 1 is -1; classes are counted from 0");
    }

    [Theory]
    [InlineData(new[] { 3, 12 }, "its axes [3, 12] are not [n, height, width]")]
    [InlineData(new[] { 3, 3, 2, 2 }, null)]
    [InlineData(new[] { 3, 1, 4, 3 }, "could be [n, height, width, channels] or [n, channels, height, width]")]
    [InlineData(new[] { 0, 3, 4 }, "leave no pictures")]
    public void Axes_that_are_not_those_of_pictures_are_refused(int[] axes, string? message)
    {
        var length = axes.Aggregate(1, (product, axis) => product * axis);
        var labels = new byte[axes[0]];
        if (message is null) Open(axes, Numbers[..length], labels, packed: false).Dispose();
        else Refused(() => Open(axes, Numbers[..length], labels, packed: false), message);
    }

    [Fact]
    public void A_picture_beyond_all_sizes_is_refused_before_it_is_read()
    {
        _folder.Write("images", Idx.Gzip(Idx.File(0x08, [1, 60000, 60000], Numbers)));
        _folder.Write("labels", Idx.File(0x08, [1], [0]));
        Refused(() => new IdxData("images", "labels").Open(_folder.FullPath), "images: cut short or damaged: by its header [1, 60000, 60000] it has 3,600,000,016 bytes, but a gzip file of");
    }

    [Fact]
    public void A_picture_beyond_the_limit_is_refused()
    {
        using (var sparse = File.Create(Path.Combine(_folder.FullPath, "images")))
        {
            sparse.Write(Idx.File(0x08, [1, 10_001, 10_000], []));
            sparse.SetLength(16 + (10_001 * 10_000));
        }

        _folder.Write("labels", Idx.File(0x08, [1], [0]));
        Refused(
            () => new IdxData("images", "labels").Open(_folder.FullPath),
            "images: its axes [1, 10001, 10000] make pictures of more than 100 megapixels");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Several_threads_read_the_same_as_one(bool packed)
    {
        var numbers = Enumerable.Range(0, 500 * 48).Select(i => (byte)(i * i % 251)).ToArray();
        using var data = Open([500, 6, 8], numbers, new byte[500], packed);
        var view = new ImageView(new(1, 3, 3), ResizeShorterSide: 3);
        var together = new float[500 * 9];
        data.Read(0, view, together);
        var apart = new float[500][];
        Parallel.For(0, 500, i => data.Read(i, view, apart[i] = new float[9]));
        Assert.Equal(together, apart.SelectMany(picture => picture));
    }

    [Fact]
    public void A_size_unlike_the_models_is_refused_with_the_key_to_set()
    {
        using var data = Open([3, 3, 4], Numbers, [0, 1, 2], packed: false);
        var error = Assert.Throws<UserException>(() => data.Read(0, new ImageView(new(1, 4, 4)), new float[16]));
        Assert.Contains("the picture is 3x4, but the model takes 4x4 (height x width); set input.resize ", error.Message, StringComparison.Ordinal);
        Assert.Contains("input.stretch: true", error.Message, StringComparison.Ordinal);
    }

    private IDataset Open(int[] axes, byte[] numbers, byte[] labels, bool packed)
    {
        var images = Idx.File(0x08, axes, numbers);
        _folder.Write("images", packed ? Idx.Gzip(images) : images);
        _folder.Write("labels", packed ? Idx.Gzip(Idx.File(0x08, [labels.Length], labels)) : Idx.File(0x08, [labels.Length], labels));
        return new IdxData("images", "labels").Open(_folder.FullPath);
    }

    private static void Refused(Func<IDataset> open, params string[] parts)
    {
        var error = Assert.Throws<UserException>(() => open().Dispose());
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
