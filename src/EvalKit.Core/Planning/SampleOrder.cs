using EvalKit.Core.Metrics;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Planning;

/// <summary>
/// The seeded random order in which a run that stops by itself draws its samples, so that those drawn until then are a random
/// sample of the data. Within such a run a sample's position is its place in this order.
/// </summary>
public sealed class SampleOrder
{
    private readonly int[] _data;
    private readonly int[] _drawn;

    /// <summary>Makes the order; the same seed and count give the same one.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="count">The number of samples of the data, from the first, that may be drawn.</param>
    public SampleOrder(ulong seed, int count)
    {
        _data = [.. Enumerable.Range(0, count)];
        new RandomStream(RandomStream.KeyOf(seed, "sample-order", 0, "")).Shuffle<int>(_data);
        _drawn = new int[count];
        for (var i = 0; i < count; i++) _drawn[_data[i]] = i;
    }

    /// <summary>The number of samples that may be drawn.</summary>
    public int Count => _data.Length;

    /// <summary>The position in the data of the sample drawn at a place.</summary>
    public int InData(int drawn) => _data[drawn];

    /// <summary>The places of samples of the data in the order of drawing, ascending; those that are never drawn are left out.</summary>
    /// <param name="samples">Positions in the data.</param>
    public int[] Drawn(IEnumerable<int> samples) => [.. samples.Where(sample => sample < Count).Select(sample => _drawn[sample]).Order()];

    /// <summary>Values by their places in the order of drawing.</summary>
    /// <param name="values">Values by positions in the data.</param>
    public SampleValues Drawn(SampleValues values) => Sorted(values, sample => sample < Count ? _drawn[sample] : -1);

    /// <summary>Values by their positions in the data.</summary>
    /// <param name="values">Values by places in the order of drawing.</param>
    public SampleValues InData(SampleValues values) => Sorted(values, sample => _data[sample]);

    private static SampleValues Sorted(SampleValues values, Func<int, int> place)
    {
        ArgumentNullException.ThrowIfNull(values);
        var pairs = Enumerable.Range(0, values.Samples.Length)
            .Select(i => (Sample: place(values.Samples.Span[i]), Value: values.Values.Span[i]))
            .Where(pair => pair.Sample >= 0)
            .OrderBy(pair => pair.Sample)
            .ToArray();
        return new(pairs.Select(pair => pair.Sample).ToArray(), pairs.Select(pair => pair.Value).ToArray());
    }
}
