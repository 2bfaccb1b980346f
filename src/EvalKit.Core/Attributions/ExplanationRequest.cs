using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Attributions;

/// <summary>One attribution whose quality is to be measured.</summary>
public readonly ref struct ExplanationRequest
{
    /// <summary>An empty request, to be filled.</summary>
    public ExplanationRequest()
    {
    }

    /// <summary>The model that was explained.</summary>
    public required IModel Model { get; init; }

    /// <summary>The batch size at which the model runs well.</summary>
    public required int PreferredBatch { get; init; }

    /// <summary>[channels, height, width], values 0 to 1.</summary>
    public required ReadOnlySpan<float> Picture { get; init; }

    /// <summary>The class that the model predicts on the unchanged picture.</summary>
    public required int Predicted { get; init; }

    /// <summary>The class that was explained.</summary>
    public required int Target { get; init; }

    /// <summary>[height, width]: the relevance of each pixel.</summary>
    public required ReadOnlySpan<float> Attribution { get; init; }

    /// <summary>The method that made it, for metrics that explain disturbed pictures again.</summary>
    public required IAttributionMethod Method { get; init; }

    /// <summary>The function that was explained.</summary>
    public required ClassScore Function { get; init; }

    /// <summary>The other pictures with which it was made; null where there were none.</summary>
    public IReferencePictures? References { get; init; }

    /// <summary>The key of the random stream with which the attribution was made.</summary>
    public required ulong AttributionKey { get; init; }

    /// <summary>What replaces removed pixels, in the order of the configuration.</summary>
    public required IReadOnlyList<ISubstrate> Substrates { get; init; }

    /// <summary>The key of this metric's own random stream for this sample.</summary>
    public required ulong StreamKey { get; init; }

    /// <summary>The key of this metric's own random stream for all samples: what is drawn once a run.</summary>
    public required ulong CommonKey { get; init; }

    /// <summary>The sample's class; null where it has none.</summary>
    public int? Label { get; init; }

    /// <summary>The perturbations of the run, in order; empty unless the metric needs them.</summary>
    public IReadOnlyList<PicturePerturbation> Perturbations { get; init; } = [];

    /// <summary>The attributions of this score by the run's other methods, in order; empty unless the metric needs them.</summary>
    public IReadOnlyList<OtherAttribution> Others { get; init; } = [];

    /// <summary>[height, width]: true where the object is; empty where the data have no masks.</summary>
    public ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>The picture's shape.</summary>
    public ImageShape Shape => Function.Shape;

    /// <summary>The metric's own random stream, at its beginning.</summary>
    public RandomStream CreateRandom() => new(StreamKey);
}
