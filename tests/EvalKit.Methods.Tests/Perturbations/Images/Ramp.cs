using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>
/// A picture that rises evenly from left to right and from top to bottom. Linear interpolation reads it without error at any
/// place inside, so a geometric perturbation shows where it took a pixel from: red says the column, green the row.
/// </summary>
internal static class Ramp
{
    private const int Side = 41;

    public static readonly ImageShape Shape = new(3, Side, Side);

    /// <summary>The middle of the picture, in pixels from the middle of its first pixel.</summary>
    public const double Middle = (Side - 1) / 2.0;

    /// <summary>From where a pixel was taken, relative to the middle.</summary>
    public static (double X, double Y) Origin(float[] picture, double x, double y)
    {
        var i = ((int)(y + Middle) * Side) + (int)(x + Middle);
        return ((picture[i] * Side) - Middle, (picture[Shape.Pixels + i] * Side) - Middle);
    }

    /// <summary>What a perturbation makes of it, with a key for each draw.</summary>
    public static IEnumerable<float[]> Draws(IImagePerturbation perturbation, int severity, int count)
    {
        var source = new float[Shape.Length];
        for (var i = 0; i < Shape.Pixels; i++) (source[i], source[Shape.Pixels + i]) = (i % Side / (float)Side, i / Side / (float)Side);
        return Enumerable.Range(0, count).Select(draw => Picture.Perturb(perturbation, source, Shape, severity, ConstantSet.CifarC, (ulong)draw));
    }
}
