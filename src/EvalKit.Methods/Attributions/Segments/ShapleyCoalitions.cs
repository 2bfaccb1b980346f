using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Attributions.Segments;

/// <summary>
/// The subsets of segments that KernelSHAP evaluates: the empty and the whole set, then pairs of a set and its complement.
/// </summary>
internal static class ShapleyCoalitions
{
    /// <summary>Writes all subsets.</summary>
    /// <param name="coalitions">Receives [2^segments, segments].</param>
    /// <param name="segments">The number of segments, at most 30.</param>
    public static void Enumerate(Span<bool> coalitions, int segments)
    {
        // A number and its complement follow each other, from 0 and its complement on.
        for (var i = 0; i < coalitions.Length / segments; i++)
        {
            var members = i % 2 == 0 ? i / 2 : ~(i / 2);
            for (var j = 0; j < segments; j++) coalitions[(i * segments) + j] = ((members >> j) & 1) == 1;
        }
    }

    /// <summary>
    /// Draws sizes with probability ∝ 1 / (k (M − k)), the Shapley kernel summed over the sets of a size, and sets uniformly
    /// among those of a size (Covert and Lee 2021, equation 6).
    /// </summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="coalitions">Receives [n, segments], n even.</param>
    /// <param name="segments">The number M of segments, at least 2.</param>
    public static void Draw(RandomStream random, Span<bool> coalitions, int segments)
    {
        coalitions[..segments].Clear();
        coalitions.Slice(segments, segments).Fill(true);
        var total = 0.0;
        for (var size = 1; size < segments; size++) total += SizeWeight(size, segments);

        var order = new int[segments];
        for (var j = 0; j < segments; j++) order[j] = j;
        for (var start = 2 * segments; start < coalitions.Length; start += 2 * segments)
        {
            var size = 1;
            for (var rest = random.NextDouble() * total; size < segments - 1 && rest >= SizeWeight(size, segments); size++)
                rest -= SizeWeight(size, segments);

            var set = coalitions.Slice(start, segments);
            var complement = coalitions.Slice(start + segments, segments);
            set.Clear();
            complement.Fill(true);
            for (var i = 0; i < size; i++)
            {
                var j = i + random.NextInt(segments - i);
                (order[i], order[j]) = (order[j], order[i]);
                (set[order[i]], complement[order[i]]) = (true, false);
            }
        }
    }

    private static double SizeWeight(int size, int segments) => 1.0 / ((double)size * (segments - size));
}
