using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Data.Readers;
using EvalKit.Data.Tests.Decoding;

namespace EvalKit.Data.Tests.Readers;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_folders_in_ordinal_order_are_the_classes_and_take_turns()
    {
        WritePictures("set/cat/2.png", "set/cat/1.png", "set/cat/deep/er.png", "set/Dog/a.png", "set/bird/x.png", "set/bird/y.png");
        _folder.Write("set/cat/.hidden.png", "");
        _folder.Write("set/cat/notes.txt", "");
        _folder.Write("set/.git/a.png", "");
        _folder.Write("set/README", "");
        Directory.CreateDirectory(Path.Combine(_folder.FullPath, "set/empty"));
        using var data = (ImageFolderDataset)new ImageFolder("set").Open(_folder.FullPath);

        Assert.Equal(["Dog", "bird", "cat", "empty"], data.ClassNames);
        Assert.Equal(
            ["Dog/a.png:0", "bird/x.png:1", "cat/1.png:2", "bird/y.png:1", "cat/2.png:2", "cat/deep/er.png:2"],
            Samples(data));
        Assert.Equal(3, data.IgnoredFiles);
    }

    [Fact]
    public void Pictures_are_decoded_framed_and_scaled()
    {
        _folder.Write("set/a/grey.png", Pictures.Grey(1, 2, [10, 200]));
        _folder.Write("set/b/colour.png", Pictures.Colour(1, 2, [255, 0, 0, 255, 10, 20, 30, 255]));
        using var data = new ImageFolder("set").Open(_folder.FullPath);
        Assert.Equal((new ImageShape(1, 1, 2), new ImageShape(3, 1, 2)), (data.StoredShape(0), data.StoredShape(1)));

        var colour = new float[12];
        data.Read(0, new ImageView(new(3, 1, 2)), colour);
        Assert.Equal(new[] { 10, 200, 10, 200, 10, 200, 255, 10, 0, 20, 0, 30 }.Select(level => level / 255f), colour);

        // Luma of pure red: 0.299 x 255 = 76.2; of (10, 20, 30): 2.99 + 11.74 + 3.42 = 18.15.
        var grey = new float[4];
        data.Read(0, new ImageView(new(1, 1, 2)), grey);
        Assert.Equal(new[] { 10, 200, 76, 18 }.Select(level => level / 255f), grey);
    }

    [Fact]
    public void Masks_lie_at_the_paths_of_the_pictures()
    {
        _folder.Write("set/a/one.jpg", Pictures.Grey(1, 2, [10, 200]));
        _folder.Write("set/b/two.png", Pictures.Grey(1, 2, [10, 200]));
        _folder.Write("masks/a/one.png", Pictures.Grey(1, 2, [0, 255]));
        using var data = new ImageFolder("set", Masks: "masks").Open(_folder.FullPath);
        var mask = new bool[2];
        Assert.True(data.ReadMask(0, new ImageView(new(3, 1, 2)), mask));
        Assert.Equal([false, true], mask);
        Assert.False(data.ReadMask(1, new ImageView(new(3, 1, 2)), mask));
        using var without = new ImageFolder("set").Open(_folder.FullPath);
        Assert.NotEqual(without.Sha256, data.Sha256);

        _folder.Write("masks/b/two.png", Pictures.Grey(2, 2, [0, 255, 0, 0]));
        var error = Assert.Throws<UserException>(() => data.ReadMask(1, new ImageView(new(3, 1, 2)), mask));
        Assert.Contains("the mask is 2x2, but its picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_list_gives_the_numbers()
    {
        WritePictures("set/cat/1.png", "set/dog/1.png");
        _folder.Write("classes.txt", "dog\nbird\r\ncat\n\n");
        using var data = new ImageFolder("set", Classes: "classes.txt").Open(_folder.FullPath);
        Assert.Equal(["dog", "bird", "cat"], data.ClassNames);
        Assert.Equal(["dog/1.png:0", "cat/1.png:2"], Samples(data));
    }

    [Theory]
    [InlineData("1.png,3\nsub/2.png,0\n", "1.png:3 sub/2.png:0", "")]
    [InlineData("file,label\r\n\"1.png\" , 3 \r\n\r\nsub\\2.png,\"0\"", "1.png:3 sub/2.png:0", "")]
    [InlineData("path,class\nsub/2.png,zebra\n\"with, comma \"\"and quotes\"\".png\",ape\n1.png,\"zebra\"", "sub/2.png:1 with, comma \"and quotes\".png:0 1.png:1", "ape zebra")]
    public void A_csv_file_lists_pictures_in_its_order(string csv, string samples, string classes)
    {
        WritePictures("set/1.png", "set/sub/2.png", "set/with, comma \"and quotes\".png");
        _folder.Write("labels.csv", csv);
        using var data = new ImageFolder("set", "labels.csv").Open(_folder.FullPath);
        Assert.Equal(samples, string.Join(' ', Samples(data)));
        Assert.Equal(classes, string.Join(' ', data.ClassNames));
    }

    [Fact]
    public void Class_names_of_a_csv_file_follow_the_class_list()
    {
        WritePictures("set/1.png", "set/2.png");
        _folder.Write("classes.txt", "zebra\nape");
        _folder.Write("labels.csv", "1.png,ape\n2.png,zebra\n");
        using var data = new ImageFolder("set", "labels.csv", "classes.txt").Open(_folder.FullPath);
        Assert.Equal(["1.png:1", "2.png:0"], Samples(data));
    }

    [Fact]
    public void The_hash_depends_on_names_labels_and_pictures()
    {
        WritePictures("set/a/1.png", "set/b/2.png");
        var hash = Hash();
        Assert.Equal(hash, Hash());
        File.Move(Path.Combine(_folder.FullPath, "set/b/2.png"), Path.Combine(_folder.FullPath, "set/b/3.png"));
        var renamed = Hash();
        Assert.NotEqual(hash, renamed);
        _folder.Write("set/b/3.png", Pictures.Grey(1, 1, [77]));
        var repainted = Hash();
        Assert.NotEqual(renamed, repainted);
        _folder.Write("classes.txt", "b\na");
        using var renumbered = new ImageFolder("set", Classes: "classes.txt").Open(_folder.FullPath);
        Assert.NotEqual(repainted, renumbered.Sha256);

        string Hash()
        {
            using var data = new ImageFolder("set").Open(_folder.FullPath);
            return data.Sha256;
        }
    }

    [Theory]
    [InlineData("1.png,0\n3.png,1", "labels.csv:2: the picture '3.png' is not in ", "; did you mean '1.png'?")]
    [InlineData("1.png,0\n2.png,-1", "labels.csv:2: the label is -1; classes are counted from 0")]
    [InlineData("1.png,0\n1.png,1", "labels.csv:2: the picture '1.png' is already at ", "labels.csv:1")]
    [InlineData("1.png,0,x", "labels.csv:1: has 3 fields, but a line has two, file and label: 1.png,0,x")]
    [InlineData("\"1.png,0", "labels.csv:1: a quote is not closed")]
    [InlineData("\"1.png\"x,0", "labels.csv:1: text follows the closing quote")]
    [InlineData("file,label\n", "labels.csv: lists no pictures")]
    public void A_bad_csv_line_is_refused_with_its_place(string csv, params string[] parts)
    {
        WritePictures("set/1.png", "set/2.png");
        _folder.Write("labels.csv", csv);
        Refused(new ImageFolder("set", "labels.csv"), parts);
    }

    [Fact]
    public void A_label_outside_the_class_list_is_refused()
    {
        WritePictures("set/1.png");
        _folder.Write("classes.txt", "ape\nzebra");
        _folder.Write("labels.csv", "1.png,2");
        Refused(new ImageFolder("set", "labels.csv", "classes.txt"), "labels.csv:1: the label is 2, but the classes are 0 to 1");
        _folder.Write("labels.csv", "1.png,zebar");
        Refused(new ImageFolder("set", "labels.csv", "classes.txt"), "labels.csv:1: the class 'zebar' is not among the 2 of ", "; did you mean 'zebra'?");
    }

    [Fact]
    public void A_folder_that_is_no_class_is_refused()
    {
        WritePictures("set/cta/1.png");
        _folder.Write("classes.txt", "cat\ndog");
        Refused(new ImageFolder("set", Classes: "classes.txt"), "cta: the class 'cta' is not among the 2 of ", "classes.txt; did you mean 'cat'?");
    }

    [Fact]
    public void A_class_list_with_a_name_twice_is_refused()
    {
        WritePictures("set/cat/1.png");
        _folder.Write("classes.txt", "cat\ndog\ncat");
        Refused(new ImageFolder("set", Classes: "classes.txt"), "classes.txt:3: the class 'cat' is already on line 1");
        _folder.Write("classes.txt", "cat\n\ndog");
        Refused(new ImageFolder("set", Classes: "classes.txt"), "classes.txt:2: the line is empty");
    }

    [Fact]
    public void An_empty_folder_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullPath, "set/cat"));
        Refused(new ImageFolder("set"), "set: no pictures in 1 class folders (PNG, JPEG, BMP, WebP and GIF are read)");
    }

    [Fact]
    public void A_picture_in_no_class_folder_is_refused()
    {
        WritePictures("set/cat/1.png", "set/2.png");
        Refused(new ImageFolder("set"), "set: the picture 2.png lies in no class folder", "set data.labels to a CSV file");
    }

    [Fact]
    public void A_missing_folder_is_answered_with_the_nearest_name()
    {
        WritePictures("pictures/cat/1.png");
        Refused(new ImageFolder("picture"), "picture: no such folder; did you mean 'pictures'?");
    }

    [Fact]
    public void A_picture_that_does_not_decode_is_named()
    {
        WritePictures("set/cat/1.png");
        _folder.Write("set/cat/2.png", "not a picture");
        using var data = new ImageFolder("set").Open(_folder.FullPath);
        var error = Assert.Throws<UserException>(() => data.Read(0, new ImageView(new(1, 1, 1)), new float[2]));
        Assert.Contains("cat/2.png: the picture does not decode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_threads_read_the_same_as_one()
    {
        for (var i = 0; i < 40; i++) _folder.Write($"set/c/{i:D2}.png", Pictures.Grey(20, 30, [.. Enumerable.Range(0, 600).Select(p => (byte)((p * i) + i))]));
        using var data = new ImageFolder("set").Open(_folder.FullPath);
        var view = new ImageView(new(1, 12, 12), ResizeShorterSide: 13);
        var together = new float[40 * 144];
        data.Read(0, view, together);
        var apart = new float[40][];
        Parallel.For(0, 40, i => data.Read(i, view, apart[i] = new float[144]));
        Assert.Equal(together, apart.SelectMany(picture => picture));
    }

    private void WritePictures(params string[] paths)
    {
        foreach (var path in paths) _folder.Write(path, Pictures.Grey(1, 1, [5]));
    }

    private void Refused(ImageFolder source, params string[] parts)
    {
        var error = Assert.Throws<UserException>(() => source.Open(_folder.FullPath).Dispose());
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Samples(IDataset data) =>
        Enumerable.Range(0, data.Count).Select(i => $"{data.Id(i)}:{data.Label(i)}");
}
