using System.Globalization;
using EvalKit.Core.Data;
using EvalKit.Core.Images;

namespace EvalKit.Core.Tests.Execution;

/// <summary>Data whose pictures follow from their position: pixel i of sample n is (n + i) mod 10, divided by 10.</summary>
internal sealed class CountingData(int count, ImageShape shape, int classes) : IDataset
{
    public int Count => count;

    public IReadOnlyList<string> ClassNames => [];

    public string Sha256 => $"counting {count} {shape} {classes}";

    public string Id(int index) => index.ToString(CultureInfo.InvariantCulture);

    public int Label(int index) => index % classes;

    public ImageShape StoredShape(int index) => shape;

    public void Read(int start, ImageView view, Span<float> pictures)
    {
        for (var i = 0; i < pictures.Length; i++) pictures[i] = (start + (i / shape.Length) + (i % shape.Length)) % 10 / 10f;
    }

    public void Dispose()
    {
    }
}
