namespace EvalKit.Core.Attributions;

/// <summary>Pictures of the data that a method may compare a picture with. Several threads may read at once.</summary>
public interface IReferencePictures
{
    /// <summary>How many there are; at least 1.</summary>
    int Count { get; }

    /// <summary>The class of one, from 0; null where it has none.</summary>
    /// <param name="index">Which, from 0.</param>
    int? Label(int index) => null;

    /// <summary>Reads one.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="picture">Receives [channels, height, width], values 0 to 1.</param>
    void Read(int index, Span<float> picture);
}
