using EvalKit.Core.Data;
using EvalKit.Core.Plugins;

namespace EvalKit.Data.Readers;

/// <summary>
/// Picture files (PNG, JPEG, BMP, WebP, GIF) in a folder a class, or listed with their labels in a CSV file. They are
/// decoded as they are needed, upright by their EXIF orientation. A sample's id is the file's path in the folder.
/// </summary>
/// <remarks>
/// The layout of torchvision's ImageFolder: the class folders in ordinal order are the classes 0, 1, … Samples come one
/// of each class in turn, so that a limit keeps all classes; with a CSV file, in its order. Hidden files and other
/// extensions are passed over.
/// </remarks>
/// <param name="Path">The folder.</param>
/// <param name="Labels">
/// A CSV file with the columns file (relative to the folder) and label (a class's number or name), with or without a
/// header; null for a folder a class.
/// </param>
/// <param name="Classes">
/// A text file with the name of a class on each line, in the order of the models' classes, where that is not the ordinal
/// order of the names.
/// </param>
/// <param name="Masks">
/// A folder with a PNG file for each picture, of the same size and at the same path but for the extension, white (above half) on
/// the object; pictures without one have no mask.
/// </param>
[Plugin("image-folder", Source = "torchvision.datasets.ImageFolder")]
public sealed record ImageFolder(string Path, string? Labels = null, string? Classes = null, string? Masks = null) : IDataSource
{
    /// <inheritdoc/>
    public IDataset Open(string folder)
    {
        var root = DataFile.FindFolder(folder, Path);
        var classes = Classes is null ? null : ClassList.Read(DataFile.Find(folder, Classes));
        return new ImageFolderDataset(
            root,
            Labels is null ? ClassFolders.List(root, classes) : LabelFile.List(DataFile.Find(folder, Labels), root, classes),
            Masks is null ? null : DataFile.FindFolder(folder, Masks));
    }
}
