using EvalKit.Core.Attributions;
using EvalKit.Core.Data;

namespace EvalKit.Core.Execution;

/// <summary>The first pictures of a run's data, for methods that compare with other pictures.</summary>
/// <param name="data">The data.</param>
/// <param name="view">The geometry of the model's pictures.</param>
/// <param name="count">How many there are.</param>
internal sealed class DataReferences(IDataset data, ImageView view, int count) : IReferencePictures
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public int? Label(int index) => data.Label(index);

    /// <inheritdoc/>
    public void Read(int index, Span<float> picture) => data.Read(index, view, picture);
}
