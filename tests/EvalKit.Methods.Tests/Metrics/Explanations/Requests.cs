using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Models;
using EvalKit.Methods.Attributions;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Metrics.Explanations;

/// <summary>Makes requests for explanation metrics that explain the predicted class's logit.</summary>
internal static class Requests
{
    public static ExplanationRequest Of(
        LinearModel model,
        float[] attribution,
        float[] picture,
        IReadOnlyList<ISubstrate> substrates,
        ulong key = 7,
        int batch = 16,
        IAttributionMethod? method = null,
        IReadOnlyList<OtherAttribution>? others = null,
        IReadOnlyList<PicturePerturbation>? perturbations = null) =>
        Of(model, attribution, picture, model.PredictClass(picture), method ?? new Occlusion(), key, null, substrates, batch, others, perturbations);

    public static ExplanationRequest Of(
        IModel model,
        float[] attribution,
        float[] picture,
        int predicted,
        IAttributionMethod method,
        ulong key = 7,
        IReferencePictures? references = null,
        IReadOnlyList<ISubstrate>? substrates = null,
        int batch = 16,
        IReadOnlyList<OtherAttribution>? others = null,
        IReadOnlyList<PicturePerturbation>? perturbations = null,
        bool[]? mask = null) => new()
        {
            Model = model,
            PreferredBatch = batch,
            Picture = picture,
            Predicted = predicted,
            Target = predicted,
            Attribution = attribution,
            Method = method,
            Function = new ClassScore(model, predicted, ExplainedOutput.Logit, batch),
            References = references,
            AttributionKey = 11,
            Substrates = substrates ?? [],
            StreamKey = key,
            CommonKey = 13,
            Label = predicted,
            Others = others ?? [],
            Perturbations = perturbations ?? [],
            Mask = mask,
        };
}
