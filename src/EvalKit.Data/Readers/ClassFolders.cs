using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Data.Decoding;

namespace EvalKit.Data.Readers;

/// <summary>Lists a folder in which each class has a folder.</summary>
internal static class ClassFolders
{
    /// <summary>
    /// Lists the first picture of every class, then the second of every class, and so on, so that the first samples of a
    /// data set speak for all classes.
    /// </summary>
    /// <param name="root">The folder of the class folders.</param>
    /// <param name="classes">The classes' numbers, or null for the folders in ordinal order.</param>
    /// <exception cref="UserException">There is no picture, one lies beside the class folders, or a class is unknown.</exception>
    public static ImageListing List(string root, ClassList? classes)
    {
        var folders = Directory.GetDirectories(root)
            .Where(folder => !IsHidden(Path.GetFileName(folder)))
            .Order(StringComparer.Ordinal)
            .ToList();
        classes ??= new([.. folders.Select(folder => Path.GetFileName(folder))], root);

        var ignored = 0;
        var samples = new List<(int Rank, int Label, string Path)>();
        foreach (var folder in folders)
        {
            var (pictures, others) = Pictures(root, Files(folder));
            ignored += others;
            if (pictures.Count == 0) continue;
            var label = classes.Number(Path.GetFileName(folder), folder);
            samples.AddRange(pictures.Select((path, rank) => (rank, label, path)));
        }

        var (stray, strayOthers) = Pictures(root, Directory.EnumerateFiles(root));
        if (stray.Count > 0)
        {
            throw new UserException(
                $"{root}: the picture {stray[0]} lies in no class folder; put each class's pictures into a folder of its own, "
                + "or set data.labels to a CSV file");
        }

        if (samples.Count == 0)
            throw new UserException($"{root}: no pictures in {folders.Count} class folders (PNG, JPEG, BMP, WebP and GIF are read)");
        samples.Sort((a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Label.CompareTo(b.Label));
        return new([.. samples.Select(sample => sample.Path)], [.. samples.Select(sample => sample.Label)], classes.Names, ignored + strayOthers);
    }

    private static IEnumerable<string> Files(string folder) => FolderWalk.Files(folder).Select(file => file.IsFolderLink
        ? throw new UserException($"{file.Path}: this link leads to a folder, perhaps round and round; put the folder itself there, or take the link away")
        : file.Path);

    private static (List<string> Pictures, int Others) Pictures(string root, IEnumerable<string> files)
    {
        var pictures = new List<string>();
        var others = 0;
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            if (PictureDecoder.IsPicture(file) && !path.Split('/').Any(IsHidden)) pictures.Add(path);
            else others++;
        }

        pictures.Sort(StringComparer.Ordinal);
        return (pictures, others);
    }

    private static bool IsHidden(string name) => name.StartsWith('.');
}
