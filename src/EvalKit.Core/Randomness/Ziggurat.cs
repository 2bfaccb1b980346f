namespace EvalKit.Core.Randomness;

/// <summary>
/// Standard normal numbers by the ziggurat method with 256 layers (Marsaglia and Tsang 2000, with the layer and the place
/// within it taken from different bits, as Doornik 2005 asks). Nearly all numbers cost one draw, one product and one
/// comparison.
/// </summary>
internal static class Ziggurat
{
    private const int Layers = 256;

    // Where the tail begins, and the area of each layer, for exp(-x²/2) and 256 layers (Marsaglia and Tsang 2000).
    private const double TailStart = 3.6541528853610088;
    private const double Area = 0.00492867323399;

    private const double UnitOfPlace = 1.0 / (1UL << 52);

    // The right edge of each layer, from the bottom one (widened to hold the tail's area) to 0 at the top.
    private static readonly double[] Edges = CreateEdges();

    // The share of each layer that lies wholly under the curve.
    private static readonly double[] InnerShares = CreateInnerShares(Edges);

    public static double Next(ref RandomStream random)
    {
        while (true)
        {
            var bits = random.NextBits();
            if (TryFast(bits, out var value)) return value;
            var layer = LayerOf(bits);
            if (layer == 0) return Tail(ref random, value < 0);
            if (IsUnderCurve(ref random, layer, value)) return value;
        }
    }

    public static void Fill(ref RandomStream random, Span<float> values)
    {
        // A local copy stays in registers as long as nothing takes its address, so that the rare cases work on another.
        var local = random;
        for (var i = 0; i < values.Length; i++)
        {
            var before = local;
            if (!TryFast(local.NextBits(), out var value))
            {
                random = before;
                value = Next(ref random);
                local = random;
            }

            values[i] = (float)value;
        }

        random = local;
    }

    // The value that the bits stand for, and whether it may be taken without looking at the curve.
    private static bool TryFast(ulong bits, out double value)
    {
        var layer = LayerOf(bits);
        var place = (((long)bits >> 11) + 0.5) * UnitOfPlace;
        value = place * Edges[layer];
        return Math.Abs(place) < InnerShares[layer];
    }

    private static int LayerOf(ulong bits) => (int)(bits & (Layers - 1));

    private static bool IsUnderCurve(ref RandomStream random, int layer, double value)
    {
        var square = value * value;
        var bottom = Math.Exp(0.5 * (square - (Edges[layer] * Edges[layer])));
        var top = Math.Exp(0.5 * (square - (Edges[layer + 1] * Edges[layer + 1])));
        return bottom + (random.NextDouble() * (top - bottom)) < 1;
    }

    // Marsaglia 1964.
    private static double Tail(ref RandomStream random, bool negative)
    {
        while (true)
        {
            var excess = -Math.Log(1 - random.NextDouble()) / TailStart;
            var bound = -Math.Log(1 - random.NextDouble());
            if (2 * bound >= excess * excess) return negative ? -(TailStart + excess) : TailStart + excess;
        }
    }

    // Edges are rounded to float so that a last bit of Math.Exp, which differs between platforms, does not show.
    private static double[] CreateEdges()
    {
        var edges = new double[Layers + 1];
        edges[0] = Area / Math.Exp(-0.5 * TailStart * TailStart);
        edges[1] = TailStart;
        for (var i = 2; i < Layers; i++)
            edges[i] = Math.Sqrt(-2 * Math.Log((Area / edges[i - 1]) + Math.Exp(-0.5 * edges[i - 1] * edges[i - 1])));
        for (var i = 0; i < edges.Length; i++) edges[i] = (float)edges[i];
        return edges;
    }

    private static double[] CreateInnerShares(double[] edges)
    {
        var shares = new double[Layers];
        for (var i = 0; i < Layers; i++) shares[i] = edges[i + 1] / edges[i];
        return shares;
    }
}
