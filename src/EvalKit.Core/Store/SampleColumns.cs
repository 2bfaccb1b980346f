using EvalKit.Core.Data;

namespace EvalKit.Core.Store;

/// <summary>The columns that say of which samples a unit's rows are. Units of several models and the same samples share them.</summary>
/// <param name="Positions">The positions of the samples in the data.</param>
/// <param name="Ids">Their names.</param>
/// <param name="Labels">Their true classes.</param>
public sealed record SampleColumns(NumberColumn<int> Positions, TextColumn Ids, NumberColumn<int> Labels)
{
    /// <summary>The columns of a range of samples.</summary>
    /// <param name="data">The data.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    public static SampleColumns Of(IDataset data, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        var samples = Enumerable.Range(start, count);
        return new(
            new NumberColumn<int>("sample", [.. samples]),
            new TextColumn("id", [.. samples.Select(data.Id)]),
            new NumberColumn<int>("label", [.. samples.Select(data.Label)]));
    }
}
