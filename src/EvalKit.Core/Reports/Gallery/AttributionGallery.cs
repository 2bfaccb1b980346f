namespace EvalKit.Core.Reports.Gallery;

/// <summary>The attributions of a few samples, to be looked at: what every model looks at, method by method.</summary>
/// <param name="Models">The names of the models shown, in the order of the report.</param>
/// <param name="Methods">The names of the attribution methods, in the order of the plan.</param>
/// <param name="Samples">The samples, those that every model knows first.</param>
public sealed record AttributionGallery(IReadOnlyList<string> Models, IReadOnlyList<string> Methods, IReadOnlyList<GallerySample> Samples)
{
    /// <summary>The names of the classes; empty where no model names them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}

/// <summary>A sample of the gallery.</summary>
/// <param name="Sample">Its position in the data.</param>
/// <param name="Id">Its identity in the data.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Reason">Why it is shown.</param>
/// <param name="Attributions">One a model and method; those that are missing in the store are absent.</param>
public sealed record GallerySample(int Sample, string Id, int Label, GalleryReason Reason, IReadOnlyList<GalleryAttribution> Attributions)
{
    /// <summary>The picture itself, reduced; null where the run's folder does not hold it.</summary>
    public Thumbnail? Picture { get; init; }
}

/// <summary>One model's attribution of one sample.</summary>
/// <param name="Model">The model.</param>
/// <param name="Method">The attribution method.</param>
/// <param name="Predicted">The class that the model predicts; −1 where its scores are not finite.</param>
/// <param name="Target">The class explained.</param>
/// <param name="Map">The attribution.</param>
public sealed record GalleryAttribution(string Model, string Method, int Predicted, int Target, HeatMap Map);

/// <summary>Why a sample is shown.</summary>
public enum GalleryReason
{
    /// <summary>Every model is right.</summary>
    EveryModelRight,

    /// <summary>The models disagree.</summary>
    ModelsDisagree,

    /// <summary>No model is right.</summary>
    NoModelRight,
}
