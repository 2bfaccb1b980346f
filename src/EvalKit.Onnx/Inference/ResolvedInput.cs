using System.Globalization;
using EvalKit.Core.Configuration;
using EvalKit.Core.Data;
using EvalKit.Core.Images;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// How pictures become a model's input, every fact settled: the input is (p · 255 · <paramref name="Scale"/> −
/// <paramref name="Mean"/>) / <paramref name="Std"/> for a picture's value p from 0 to 1.
/// </summary>
/// <param name="Name">The input's name.</param>
/// <param name="ElementType">Its element type in ONNX's words; integers are rounded to even and saturated.</param>
/// <param name="Layout">The order of its axes.</param>
/// <param name="SampleDimensions">The dimensions of one picture in the tensor, without the batch axis.</param>
/// <param name="HasBatchAxis">Whether the tensor's first axis counts pictures.</param>
/// <param name="FixedBatch">The batch size that the graph fixes, 1 where there is no batch axis; null where it is free.</param>
/// <param name="Channels">The order of its channels.</param>
/// <param name="Scale">What a pixel of 0–255 is multiplied by.</param>
/// <param name="Mean">Subtracted after scaling: one number, or one a channel in the model's channel order.</param>
/// <param name="Std">Divided by then, likewise.</param>
/// <param name="View">The pictures that it takes, and how stored ones are brought to that.</param>
public sealed record ResolvedInput(
    string Name,
    string ElementType,
    InputLayout Layout,
    IReadOnlyList<long> SampleDimensions,
    bool HasBatchAxis,
    int? FixedBatch,
    ChannelOrder Channels,
    double Scale,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Std,
    ImageView View)
{
    /// <summary>The shape of a picture.</summary>
    public ImageShape Shape => View.Shape;

    /// <summary>
    /// All that determines the input's numbers from a stored picture, as one line: equal preprocessing gives equal text.
    /// </summary>
    public string Canonical => string.Create(CultureInfo.InvariantCulture,
        $"{Layout};{ElementType};{Shape};{Channels};scale={Scale:R};mean={Numbers(Mean)};std={Numbers(Std)};resize={View.ResizeShorterSide};stretch={View.Stretch};{View.Interpolation}").ToLowerInvariant();

    /// <summary>The dimensions of the tensor for a batch.</summary>
    internal long[] Dimensions(int batch) => HasBatchAxis ? [batch, .. SampleDimensions] : [.. SampleDimensions];

    private static string Numbers(IReadOnlyList<double> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
