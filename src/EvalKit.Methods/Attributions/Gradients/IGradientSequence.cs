namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Pictures that are made one by one, and what becomes of the gradient at each.</summary>
internal interface IGradientSequence : IPictureSequence
{
    /// <summary>Takes the gradient at a picture; in the order of the pictures.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="picture">[channels, height, width], as it was written.</param>
    /// <param name="gradient">[channels, height, width].</param>
    void Take(int index, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient);
}
