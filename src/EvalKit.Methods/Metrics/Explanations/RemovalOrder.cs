using EvalKit.Core.Memory;
using EvalKit.Core.Randomness;

namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>The order in which a removal curve takes pixels away.</summary>
internal static class RemovalOrder
{
    /// <summary>
    /// Writes the pixels from the most to the least relevant; equally relevant ones follow each other at random.
    /// </summary>
    /// <param name="attribution">Finite values.</param>
    /// <param name="random">The stream that orders ties.</param>
    /// <param name="order">Receives every pixel once.</param>
    public static void MostRelevantFirst(ReadOnlySpan<float> attribution, ref RandomStream random, Span<int> order)
    {
        Random(ref random, order);
        using var buffer = new PooledBuffer<ulong>(order.Length);
        var keys = buffer.Span;
        for (var rank = 0; rank < keys.Length; rank++)
            keys[rank] = ((ulong)Descending(attribution[order[rank]]) << 32) | (uint)rank;
        keys.Sort(order);
    }

    /// <summary>Writes the pixels in a random order, each order being equally likely.</summary>
    public static void Random(ref RandomStream random, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);
    }

    // An integer that is the larger the smaller the number is: sorting integers is several times as fast as sorting pairs.
    private static uint Descending(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f); // + 0 makes −0 equal to 0
        return (bits & 0x80000000) == 0 ? ~(bits | 0x80000000) : bits;
    }
}
