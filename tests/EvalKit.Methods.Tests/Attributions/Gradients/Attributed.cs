using EvalKit.Core.Attributions;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

/// <summary>Runs a method on a function of one picture.</summary>
internal static class Attributed
{
    public static float[] By(IAttributionMethod method, IScalarFunction function, float[] picture) => WithError(method, function, picture).Attribution;

    public static (float[] Attribution, float[] Error) WithError(IAttributionMethod method, IScalarFunction function, float[] picture, IReferencePictures? references = null)
    {
        var (attribution, error) = (new float[function.Shape.Pixels], new float[function.Shape.Pixels]);
        method.Attribute(new(function, picture, 7, references), attribution, error, default);
        return (attribution, error);
    }

    /// <summary>Numbers [channels, height, width] summed over the channels.</summary>
    public static double[] OverChannels(int pixels, Func<int, double> number, int channels) =>
        [.. Enumerable.Range(0, pixels).Select(pixel => Enumerable.Range(0, channels).Sum(channel => number((channel * pixels) + pixel)))];

    public static void AssertClose(IEnumerable<double> expected, float[] actual, double tolerance)
    {
        var numbers = expected.ToArray();
        Assert.Equal(numbers.Length, actual.Length);
        for (var i = 0; i < numbers.Length; i++) Assert.Equal(numbers[i], actual[i], tolerance);
    }
}
