namespace EvalKit.Methods.Attributions;

/// <summary>Variants of a picture that are made one by one, where a batch needs them.</summary>
internal interface IPictureSequence
{
    /// <summary>Writes one of the pictures.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="destination">Receives [channels, height, width].</param>
    void Write(int index, Span<float> destination);
}
