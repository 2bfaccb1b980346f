using EvalKit.Core.Images;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>A Gaussian blur by its definition, for tests: cut off at four standard deviations, border pixels repeated.</summary>
internal static class NaiveBlur
{
    public static double At(float[] plane, ImageShape shape, int row, int column, double sigma)
    {
        var radius = (int)((4 * sigma) + 0.5);
        var (sum, total) = (0.0, 0.0);
        for (var down = -radius; down <= radius; down++)
        {
            for (var right = -radius; right <= radius; right++)
            {
                var weight = Math.Exp(-((down * down) + (right * right)) / (2 * sigma * sigma));
                var (y, x) = (Math.Clamp(row + down, 0, shape.Height - 1), Math.Clamp(column + right, 0, shape.Width - 1));
                sum += weight * plane[(y * shape.Width) + x];
                total += weight;
            }
        }

        return sum / total;
    }
}
