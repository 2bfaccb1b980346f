using System.Numerics.Tensors;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Perturbations;

/// <summary>
/// A map of heights by the diamond-square algorithm on a torus, as plasma_fractal of hendrycks/robustness makes it.
/// </summary>
internal static class PlasmaFractal
{
    /// <summary>The side of the smallest map that covers a picture.</summary>
    /// <param name="height">The picture's rows.</param>
    /// <param name="width">The picture's columns.</param>
    public static int SideFor(int height, int width) => Math.Max((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(height, width)), 2);

    /// <summary>Fills a map.</summary>
    /// <param name="map">Receives [side, side], the lowest value 0, the highest 1.</param>
    /// <param name="side">A power of two, at least 2.</param>
    /// <param name="decay">By how much the random part shrinks as the step is halved; its square root, as the original has it.</param>
    /// <param name="random">The random numbers.</param>
    public static void Fill(Span<float> map, int side, double decay, ref RandomStream random)
    {
        map[0] = 0;
        var amplitude = 1.0;
        for (var step = side; step >= 2; step /= 2)
        {
            var half = step / 2;

            // Middles of squares from their corners, then middles of the sides from the four points around each.
            for (var y = 0; y < side; y += step)
            {
                for (var x = 0; x < side; x += step)
                {
                    var (down, right) = ((y + step) & (side - 1), (x + step) & (side - 1));
                    var sum = map[(y * side) + x] + map[(y * side) + right] + map[(down * side) + x] + map[(down * side) + right];
                    map[((y + half) * side) + x + half] = Displaced(sum, amplitude, ref random);
                }
            }

            for (var y = 0; y < side; y += step)
            {
                var (above, below) = ((y - half) & (side - 1), (y + step) & (side - 1));
                for (var x = 0; x < side; x += step)
                {
                    var (before, after) = ((x - half) & (side - 1), (x + step) & (side - 1));
                    var corner = map[(y * side) + x];
                    var middle = map[((y + half) * side) + x + half];
                    var top = middle + map[(above * side) + x + half] + corner + map[(y * side) + after];
                    var left = middle + map[((y + half) * side) + before] + corner + map[(below * side) + x];
                    map[(y * side) + x + half] = Displaced(top, amplitude, ref random);
                    map[((y + half) * side) + x] = Displaced(left, amplitude, ref random);
                }
            }

            amplitude /= decay * decay;
        }

        var lowest = TensorPrimitives.Min<float>(map);
        TensorPrimitives.Subtract(map, lowest, map);
        TensorPrimitives.Divide(map, TensorPrimitives.Max<float>(map), map);
    }

    private static float Displaced(float sum, double amplitude, ref RandomStream random) =>
        (sum / 4) + (float)(amplitude * ((2 * random.NextSingle()) - 1));
}
