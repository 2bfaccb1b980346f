using EvalKit.Core.Memory;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// A disk with a softened rim, as <c>disk</c> of hendrycks/robustness makes it: drawn on a grid of at least 17 × 17, brought
/// to the sum 1, and blurred by a Gaussian of 3 × 3 terms, or 5 × 5 above a radius of 8, the grid mirrored at its outermost
/// cells. Where the disk touches the grid's edge the mirror adds up to 1.3 % to the sum, which brightens the picture; it is
/// the original's and kept.
/// </summary>
internal static class DefocusKernel
{
    private const int SmallestReach = 8;

    /// <summary>The most terms that a radius needs.</summary>
    /// <param name="radius">The disk's radius in pixels.</param>
    public static int Capacity(double radius) => Side(Reach(radius)) * Side(Reach(radius));

    /// <summary>Fills in the terms that are not zero, row by row.</summary>
    /// <param name="taps">At least as many as <see cref="Capacity"/> says.</param>
    /// <param name="radius">The disk's radius in pixels.</param>
    /// <param name="softness">The standard deviation of the rim's blur.</param>
    /// <returns>The number of terms.</returns>
    public static int Fill(Span<Tap> taps, double radius, double softness)
    {
        var reach = Reach(radius);
        var side = Side(reach);
        var blurRadius = radius <= SmallestReach ? 1 : 2;
        using var buffer = new PooledBuffer<float>(2 * side * side);
        var disk = buffer.Span[..(side * side)];
        var kernel = buffer.Span.Slice(side * side, side * side);
        Draw(disk, reach, radius);
        Soften(disk, kernel, side, blurRadius, softness);

        var count = 0;
        for (var i = 0; i < kernel.Length; i++)
        {
            if (kernel[i] != 0) taps[count++] = new Tap((i / side) - reach, (i % side) - reach, kernel[i]);
        }

        return count;
    }

    private static int Reach(double radius) => radius <= SmallestReach ? SmallestReach : (int)radius;

    private static int Side(int reach) => (2 * reach) + 1;

    private static void Draw(Span<float> disk, int reach, double radius)
    {
        var side = Side(reach);
        var inside = 0;
        for (var i = 0; i < disk.Length; i++)
        {
            var (y, x) = ((i / side) - reach, (i % side) - reach);
            disk[i] = (x * x) + (y * y) <= radius * radius ? 1 : 0;
            inside += (int)disk[i];
        }

        foreach (ref var value in disk) value /= inside;
    }

    private static void Soften(ReadOnlySpan<float> disk, Span<float> kernel, int side, int blurRadius, double softness)
    {
        // At most 5 × 5 terms.
        Span<Tap> blur = stackalloc Tap[25];
        var count = 0;
        var sum = 0.0;
        for (var k = -blurRadius; k <= blurRadius; k++) sum += Gauss(k, softness);
        for (var y = -blurRadius; y <= blurRadius; y++)
        {
            for (var x = -blurRadius; x <= blurRadius; x++)
                blur[count++] = new Tap(y, x, (float)(Gauss(y, softness) * Gauss(x, softness) / (sum * sum)));
        }

        TapFilter.Apply(disk, kernel, side, side, blur[..count], Border.Mirror);
    }

    private static double Gauss(int k, double deviation) => Math.Exp(-k * k / (2 * deviation * deviation));
}
