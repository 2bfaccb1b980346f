using EvalKit.Core.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>
/// A picture made by whole numbers only: gradients, an edge, a zone plate and fine texture, the same as in
/// tests/Fixtures/perturbation_references.py.
/// </summary>
internal static class TestPicture
{
    private const int Side = 128;

    public static ImageShape Shape => new(3, Side, Side);

    public static float[] Create()
    {
        var values = new float[3 * Side * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (red, green, blue) = Pixel(x, y);
                values[(y * Side) + x] = red / 255f;
                values[((Side + y) * Side) + x] = green / 255f;
                values[(((2 * Side) + y) * Side) + x] = blue / 255f;
            }
        }

        return values;
    }

    private static (int Red, int Green, int Blue) Pixel(int x, int y)
    {
        if (x >= 64 && y >= 64) return (30 + (((x * x) + (y * y)) / 37 % 2 * 180), 200 - x, 40 + y);
        if (x >= 64) return (60 + (((x * 73) + (y * 151) + (x * y * 17)) % 97), 90 + (((x * 31) + (y * 57)) % 61), 120);
        if (((x - 30) * (x - 30)) + ((y - 50) * (y - 50)) < 500) return (230, 40, 60);
        return (2 * x, 2 * y, 254 - x - y);
    }
}
