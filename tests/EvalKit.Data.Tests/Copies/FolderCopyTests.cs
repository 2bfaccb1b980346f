using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Data.Copies;
using EvalKit.Data.Readers;
using EvalKit.Data.Tests.Decoding;
using EvalKit.Data.Tests.Readers;

namespace EvalKit.Data.Tests.Copies;

public sealed class FolderCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_the_same_paths_stand_for_the_clean_ones()
    {
        using var clean = CleanFolder();
        _folder.Write("fog/3/a/1.png", Pictures.Grey(1, 2, [10, 20]));
        _folder.Write("fog/3/b/1.png", Pictures.Grey(1, 2, [30, 40]));
        _folder.Write("fog/3/b/extra.png", Pictures.Grey(1, 2, [50, 60]));
        using var copy = new FolderCopy("fog", PerturbationCategory.Weather).Open(_folder.FullPath, clean, 2, 3);

        Assert.Equal((2, "b/1.png", 1), (copy.Count, copy.Id(1), copy.Label(1)));
        Assert.Equal([10, 20, 30, 40], Read(copy, 0, 2));
        Assert.Equal([30, 40], Read(copy, 1, 1));
    }

    [Fact]
    public void The_hash_is_of_the_samples_that_are_read()
    {
        using var clean = CleanFolder();
        _folder.Write("fog/1/a/1.png", Pictures.Grey(1, 2, [10, 20]));
        _folder.Write("fog/1/b/1.png", Pictures.Grey(1, 2, [30, 40]));
        string both = Hash(2), first = Hash(1);
        _folder.Write("fog/1/b/1.png", Pictures.Grey(1, 2, [30, 41]));
        Assert.NotEqual(both, Hash(2));
        Assert.Equal(first, Hash(1));

        string Hash(int samples)
        {
            using var copy = new FolderCopy("fog", PerturbationCategory.Weather).Open(_folder.FullPath, clean, samples, 1);
            return copy.Sha256;
        }
    }

    /// <summary>Clean pictures of 4×4 are halved for the model; a copy of 2×2 is taken as it is, one of 4×4 goes the same way.</summary>
    [Fact]
    public void A_copy_that_was_cropped_when_it_was_made_is_not_resized_again()
    {
        _folder.Write("set/a/1.png", Pictures.Grey(4, 4, new byte[16]));
        using var clean = new ImageFolder("set").Open(_folder.FullPath);
        var view = new ImageView(new(1, 2, 2), ResizeShorterSide: 3, Interpolation: Interpolation.Nearest);
        _folder.Write("small/1/a/1.png", Pictures.Grey(2, 2, [1, 2, 3, 4]));
        _folder.Write("large/1/a/1.png", Pictures.Grey(4, 4, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]));
        using var small = new FolderCopy("small", PerturbationCategory.Blur).Open(_folder.FullPath, clean, 1, 1);
        using var large = new FolderCopy("large", PerturbationCategory.Blur).Open(_folder.FullPath, clean, 1, 1);
        using var same = new ImageFolder("large/1").Open(_folder.FullPath);

        Assert.Equal([1, 2, 3, 4], Read(small, 0, 1, view));
        Assert.Equal(Read(same, 0, 1, view), Read(large, 0, 1, view));
    }

    [Fact]
    public void A_missing_file_is_named_with_the_nearest()
    {
        using var clean = CleanFolder();
        _folder.Write("fog/1/a/1.png", Pictures.Grey(1, 2, [10, 20]));
        _folder.Write("fog/1/b/1.jpg", Pictures.Grey(1, 2, [30, 40]));
        Assert.Equal(
            "FOLDER/fog/1: has no file b/1.png, the copy of a clean sample; a copy has the clean data's files under the same relative paths; did you mean '1.jpg'?",
            Message(() => new FolderCopy("fog", PerturbationCategory.Weather).Open(_folder.FullPath, clean, 2, 1)));
        Assert.Equal(
            "FOLDER/fog/2: no such folder; did you mean '1'?",
            Message(() => new FolderCopy("fog", PerturbationCategory.Weather).Open(_folder.FullPath, clean, 2, 2)));
    }

    /// <summary>Two samples of 1×1 colour pixels: severity 3 is the third pair.</summary>
    [Fact]
    public void An_array_holds_the_severities_in_turn()
    {
        using var clean = CleanIdx([4, 7]);
        _folder.Write("fog.npy", Npy.File("|u1", [10, 1, 1, 3], [.. Enumerable.Range(0, 30).Select(i => (byte)i)]));
        using var copy = new FolderCopy("fog.npy", PerturbationCategory.Weather).Open(_folder.FullPath, clean, 2, 3);
        var view = new ImageView(new(3, 1, 1));

        Assert.Equal((2, "1", 7, new ImageShape(3, 1, 1)), (copy.Count, copy.Id(1), copy.Label(1), copy.StoredShape(1)));
        Assert.Equal([12, 13, 14, 15, 16, 17], Read(copy, 0, 2, view));
        using var other = new FolderCopy("fog.npy", PerturbationCategory.Weather).Open(_folder.FullPath, clean, 2, 4);
        Assert.NotEqual(copy.Sha256, other.Sha256);
    }

    [Fact]
    public void An_array_must_go_with_the_clean_data()
    {
        using var clean = CleanIdx([4, 7]);
        _folder.Write("fog.npy", Npy.File("|u1", [10, 1, 1, 3], new byte[30]));
        _folder.Write("grey.npy", Npy.File("|u1", [10, 1, 1], new byte[10]));
        _folder.Write("short.npy", Npy.File("|u1", [5, 1, 1, 3], new byte[15]));
        Assert.Equal("FOLDER/grey.npy: holds |u1 [10, 1, 1]; allowed: unsigned bytes (|u1) [5 n, height, width, 1 or 3]", Message(() => Open("grey.npy", clean)));
        Assert.Equal("FOLDER/short.npy: has 5 pictures, but 5 severities of the 2 clean samples make 10", Message(() => Open("short.npy", clean)));

        using var named = CleanFolder();
        Assert.Equal(
            "FOLDER/fog.npy: its pictures go by position, but the clean samples by name ('a/1.png'); put the labels.npy that came with it beside it, so that the order can be compared",
            Message(() => Open("fog.npy", named)));

        _folder.Write("labels.npy", Npy.File("|u1", [10], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]));
        Open("fog.npy", named).Dispose();
        Assert.Equal(
            "FOLDER/labels.npy: has label 0 at position 0, but the clean sample '0' has 4: the clean data are in another order, or other data",
            Message(() => Open("fog.npy", clean)));

        IDataset Open(string path, IDataset data) => new FolderCopy(path, PerturbationCategory.Weather).Open(_folder.FullPath, data, 2, 1);
    }

    private IDataset CleanFolder()
    {
        _folder.Write("set/a/1.png", Pictures.Grey(1, 2, [0, 0]));
        _folder.Write("set/b/1.png", Pictures.Grey(1, 2, [0, 0]));
        return new ImageFolder("set").Open(_folder.FullPath);
    }

    private IDataset CleanIdx(byte[] labels)
    {
        _folder.Write("images.idx", Idx.File(0x08, [labels.Length, 1, 1], new byte[labels.Length]));
        _folder.Write("labels.idx", Idx.File(0x08, [labels.Length], labels));
        return new IdxData("images.idx", "labels.idx").Open(_folder.FullPath);
    }

    private string Message(Func<IDataset> open) => Assert.Throws<UserException>(open).Message.Replace(_folder.FullPath, "FOLDER", StringComparison.Ordinal);

    private static int[] Read(IDataset data, int start, int count, ImageView? view = null)
    {
        var seen = view ?? new ImageView(new(1, 1, 2));
        var pictures = new float[count * seen.Shape.Length];
        data.Read(start, seen, pictures);
        return Array.ConvertAll(pictures, value => (int)Math.Round(255 * value));
    }
}
