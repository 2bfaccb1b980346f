using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Data.Readers;

namespace EvalKit.Data.Copies;

/// <summary>
/// A perturbed copy of the data on disk, as ImageNet-C and CIFAR-10-C are published or recorded by yourself. Give it a name: the
/// one of a common kind, such as fog, lets it stand for that kind in mce.
/// </summary>
/// <remarks>
/// A copy that has the size that a model takes, while the clean picture has another size, was resized and cropped when it was
/// made (as ImageNet-C was) and is taken as it is; any other goes the clean picture's way.
/// </remarks>
/// <param name="Path">
/// A folder with one folder a severity, named 1 to 5, which holds the clean data's files under the same relative paths (as
/// ImageNet-C); or a file .npy of unsigned bytes [5 n, height, width, channels], the n clean samples in order for each severity
/// in turn (as CIFAR-10-C; a labels.npy beside it is compared with the clean labels).
/// </param>
/// <param name="Category">What sort of disturbance it is; figures are also averaged within a category.</param>
[Plugin("folder", Source = "Hendrycks and Dietterich 2019: the layout in which ImageNet-C and CIFAR-10-C are published")]
public sealed record FolderCopy(string Path, PerturbationCategory Category) : IPerturbedCopy
{
    /// <inheritdoc/>
    public IDataset Open(string folder, IDataset clean, int samples, int severity)
    {
        ArgumentNullException.ThrowIfNull(clean);
        return new FramedCopy(
            Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
                ? ArrayCopy.Open(DataFile.Find(folder, Path), clean, samples, severity)
                : Pictures(DataFile.FindFolder(folder, System.IO.Path.Combine(Path, $"{severity}")), clean, samples),
            clean);
    }

    private static ImageFolderDataset Pictures(string root, IDataset clean, int samples)
    {
        string[] files = [.. Enumerable.Range(0, samples).Select(clean.Id)];
        if (Array.Find(files, file => !File.Exists(System.IO.Path.Combine(root, file))) is { } missing)
        {
            throw new UserException(
                $"{root}: has no file {missing}, the copy of a clean sample; a copy has the clean data's files under the same "
                + $"relative paths{DataFile.NearestEntry(System.IO.Path.Combine(root, missing))}");
        }

        return new(root, new(files, [.. Enumerable.Range(0, samples).Select(clean.Label)], clean.ClassNames, 0));
    }
}
