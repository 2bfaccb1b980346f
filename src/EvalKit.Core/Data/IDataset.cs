using EvalKit.Core.Images;

namespace EvalKit.Core.Data;

/// <summary>
/// Labelled pictures that can be read in any order by several threads at once. Memory does not grow with their number,
/// beyond ids and labels.
/// </summary>
public interface IDataset : IDisposable
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>
    /// The names of the classes in the order of their labels; empty where the data has only numbers.
    /// </summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>SHA-256 (lower-case hex) over all that determines the pictures and labels.</summary>
    string Sha256 { get; }

    /// <summary>The sample's identity, which keys its random streams: the file's relative path, or the position.</summary>
    string Id(int index);

    /// <summary>The sample's class, from 0.</summary>
    int Label(int index);

    /// <summary>The shape in which the picture is stored.</summary>
    ImageShape StoredShape(int index);

    /// <summary>
    /// Decodes the samples [start, start + count) into pictures of one shape, resized and cropped as the view says.
    /// </summary>
    /// <param name="start">The first sample.</param>
    /// <param name="view">The geometry that the models want.</param>
    /// <param name="pictures">Receives [count, channels, height, width], values 0 to 1.</param>
    /// <exception cref="Errors.UserException">A picture does not decode, or does not fit the view.</exception>
    void Read(int start, ImageView view, Span<float> pictures);

    /// <summary>Reads where the object is in a picture.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="view">The geometry that the models want; the mask is resized and cropped as the picture is.</param>
    /// <param name="mask">Receives [height, width]: true on the object.</param>
    /// <returns>Whether the sample has a mask; where it has none, nothing is written.</returns>
    /// <exception cref="Errors.UserException">The mask does not decode, or does not fit the picture.</exception>
    bool ReadMask(int index, ImageView view, Span<bool> mask) => false;
}
