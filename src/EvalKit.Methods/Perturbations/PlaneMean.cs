using System.Runtime.Intrinsics;

namespace EvalKit.Methods.Perturbations;

/// <summary>The mean of a plane of a picture, summed in double in an order that is the same on every processor.</summary>
internal static class PlaneMean
{
    /// <summary>The mean.</summary>
    /// <param name="plane">At least one value.</param>
    public static double Of(ReadOnlySpan<float> plane)
    {
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        var vectorised = plane.Length - (plane.Length % Vector256<float>.Count);
        for (var i = 0; i < vectorised; i += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(plane[i..]));
            even += lower;
            odd += upper;
        }

        even += odd;
        var sum = even[0] + even[1] + even[2] + even[3];
        for (var i = vectorised; i < plane.Length; i++) sum += plane[i];
        return sum / plane.Length;
    }
}
