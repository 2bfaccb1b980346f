using EvalKit.Core.Images;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Attributions;

/// <summary>One picture to be explained.</summary>
/// <param name="function">The number that is explained.</param>
/// <param name="picture">[channels, height, width], values 0 to 1.</param>
/// <param name="streamKey">The key of this sample's random stream.</param>
/// <param name="references">Other pictures of the data; null where there are none.</param>
public readonly ref struct AttributionRequest(IScalarFunction function, ReadOnlySpan<float> picture, ulong streamKey, IReferencePictures? references = null)
{
    /// <summary>The number that is explained.</summary>
    public IScalarFunction Function { get; } = function;

    /// <summary>The same with its slope, for methods that need it.</summary>
    /// <exception cref="InvalidOperationException">It has none; <see cref="IAttributionMethod.Refusal"/> would have told.</exception>
    public IDifferentiableFunction Differentiable => Function as IDifferentiableFunction ?? throw new InvalidOperationException("the function has no gradient");

    /// <summary>The same with the model's graph, for methods that look into it.</summary>
    /// <exception cref="InvalidOperationException">There is no graph; <see cref="IAttributionMethod.Refusal"/> would have told.</exception>
    public IGraphFunction Graph => Function as IGraphFunction ?? throw new InvalidOperationException("the function has no graph");

    /// <summary>[channels, height, width], values 0 to 1.</summary>
    public ReadOnlySpan<float> Picture { get; } = picture;

    /// <summary>The picture's shape.</summary>
    public ImageShape Shape => Function.Shape;

    /// <summary>The key of this sample's random stream.</summary>
    public ulong StreamKey { get; } = streamKey;

    /// <summary>Other pictures of the data; null where there are none.</summary>
    public IReferencePictures? References { get; } = references;

    /// <summary>The sample's random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
