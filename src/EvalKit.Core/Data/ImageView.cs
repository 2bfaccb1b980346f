using EvalKit.Core.Images;

namespace EvalKit.Core.Data;

/// <summary>The geometry of the pictures that a model takes, and how stored pictures are brought to it.</summary>
/// <param name="Shape">The shape wanted. Grey pictures are repeated over three channels; colour becomes grey by ITU-R 601 luma.</param>
/// <param name="ResizeShorterSide">
/// The length to which the shorter side is resized before the centre crop; null where the picture must already have the
/// wanted size, or <see cref="Stretch"/> is set.
/// </param>
/// <param name="Stretch">Resizes both sides to the wanted ones without keeping the aspect ratio.</param>
/// <param name="Interpolation">How pixels are resampled.</param>
public readonly record struct ImageView(
    ImageShape Shape,
    int? ResizeShorterSide = null,
    bool Stretch = false,
    Interpolation Interpolation = Interpolation.Bilinear);
