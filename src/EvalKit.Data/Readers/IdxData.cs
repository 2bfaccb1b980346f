using System.Buffers.Binary;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Plugins;

namespace EvalKit.Data.Readers;

/// <summary>Pictures and labels in two IDX files, the format of MNIST, plain or compressed with gzip.</summary>
/// <remarks>
/// The format of LeCun, Cortes and Burges, "The MNIST database of handwritten digits". A sample's id is its position in
/// decimal. Plain files are read as they are needed; a gzip file is unpacked to a temporary file first.
/// </remarks>
/// <param name="Images">
/// The file of the pictures: unsigned bytes [n, height, width], or [n, height, width, channels] or
/// [n, channels, height, width] with 1 or 3 channels.
/// </param>
/// <param name="Labels">The file of the classes, counted from 0: [n], whole numbers of up to 32 bits.</param>
/// <param name="Masks">
/// A file with a picture for each sample, of the same size as its picture, white (above half) on the object; null where there is none.
/// </param>
[Plugin("idx", Source = "LeCun, Cortes and Burges, The MNIST database of handwritten digits")]
public sealed record IdxData(string Images, string Labels, string? Masks = null) : IDataSource
{
    /// <inheritdoc/>
    public IDataset Open(string folder)
    {
        var labelsPath = DataFile.Find(folder, Labels);
        var labels = ReadLabels(labelsPath);
        var images = IdxFile.Open(DataFile.Find(folder, Images));
        try
        {
            var layout = IdxLayout.Of(images);
            if (layout.Count != labels.Length)
                throw new UserException($"{images.FilePath} has {layout.Count} pictures, but {labelsPath} has {labels.Length} labels");
            return new IdxDataset(images, layout, labels, labelsPath, Masks is null ? null : OpenMasks(DataFile.Find(folder, Masks), images, layout));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static IdxMasks OpenMasks(string path, IdxFile images, IdxLayout pictures)
    {
        var masks = IdxFile.Open(path);
        try
        {
            var layout = IdxLayout.Of(masks);
            return (layout.Count, layout.Shape.Height, layout.Shape.Width) == (pictures.Count, pictures.Shape.Height, pictures.Shape.Width)
                ? new IdxMasks(masks, layout)
                : throw new UserException($"{path} has {layout.Count} masks of {layout.Shape.Height}x{layout.Shape.Width}, but {images.FilePath} has {pictures.Count} pictures of {pictures.Shape.Height}x{pictures.Shape.Width}");
        }
        catch
        {
            masks.Dispose();
            throw;
        }
    }

    private static int[] ReadLabels(string path)
    {
        using var file = IdxFile.Open(path);
        if (file.Header.Axes is not [var count])
        {
            throw new UserException(
                $"{path}: has the axes [{string.Join(", ", file.Header.Axes)}], but labels have one axis [n]; "
                + "perhaps images and labels are exchanged");
        }

        var bytes = new byte[(long)count * file.Header.NumberLength];
        file.Read(0, bytes);
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = file.Header.Type switch
            {
                0x08 => bytes[i],
                0x09 => (sbyte)bytes[i],
                0x0B => BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(2 * i)),
                _ => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * i)),
            };
            if (labels[i] < 0) throw new UserException($"{path}: the label at position {i} is {labels[i]}; classes are counted from 0");
        }

        return labels;
    }
}
