using EvalKit.Core.Images;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Data;

/// <summary>The data in a seeded random order.</summary>
/// <param name="data">The data; disposed with this.</param>
/// <param name="order">The order.</param>
public sealed class DrawnDataset(IDataset data, SampleOrder order) : IDataset
{
    /// <inheritdoc/>
    public int Count => order.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => data.ClassNames;

    /// <inheritdoc/>
    public string Sha256 => data.Sha256;

    /// <inheritdoc/>
    public string Id(int index) => data.Id(order.InData(index));

    /// <inheritdoc/>
    public int Label(int index) => data.Label(order.InData(index));

    /// <inheritdoc/>
    public ImageShape StoredShape(int index) => data.StoredShape(order.InData(index));

    /// <inheritdoc/>
    public void Read(int start, ImageView view, Span<float> pictures)
    {
        for (var at = 0; at < pictures.Length; at += view.Shape.Length)
            data.Read(order.InData(start++), view, pictures.Slice(at, view.Shape.Length));
    }

    /// <inheritdoc/>
    public void Dispose() => data.Dispose();
}
