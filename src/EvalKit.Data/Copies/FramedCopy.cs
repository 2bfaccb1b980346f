using EvalKit.Core.Data;
using EvalKit.Core.Images;

namespace EvalKit.Data.Copies;

/// <summary>The pictures of a copy under the ids and labels of the clean data.</summary>
/// <param name="copy">The copy's pictures.</param>
/// <param name="clean">The clean data, which are not disposed of.</param>
internal sealed class FramedCopy(IDataset copy, IDataset clean) : IDataset
{
    public int Count => copy.Count;

    public IReadOnlyList<string> ClassNames => clean.ClassNames;

    public string Sha256 => copy.Sha256;

    public string Id(int index) => clean.Id(index);

    public int Label(int index) => clean.Label(index);

    public ImageShape StoredShape(int index) => copy.StoredShape(index);

    public void Read(int start, ImageView view, Span<float> pictures)
    {
        for (var at = 0; at < pictures.Length; at += view.Shape.Length, start++)
            copy.Read(start, IsFramed(start, view) ? new ImageView(view.Shape) : view, pictures.Slice(at, view.Shape.Length));
    }

    public void Dispose() => copy.Dispose();

    private bool IsFramed(int index, ImageView view)
    {
        var (own, original) = (copy.StoredShape(index), clean.StoredShape(index));
        return (own.Height, own.Width) == (view.Shape.Height, view.Shape.Width) && (own.Height, own.Width) != (original.Height, original.Width);
    }
}
