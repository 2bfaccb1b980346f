using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>Small pictures, and what a perturbation makes of them.</summary>
internal static class Picture
{
    public static float[] Perturb(
        IImagePerturbation perturbation, float[] source, ImageShape shape, int severity, ConstantSet constants, ulong key = 1)
    {
        var destination = new float[shape.Length];
        perturbation.Apply(source, destination, new PerturbationContext(shape, severity, constants, key));
        return destination;
    }

    public static float[] Constant(ImageShape shape, float value)
    {
        var picture = new float[shape.Length];
        picture.AsSpan().Fill(value);
        return picture;
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance = 1e-6f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
