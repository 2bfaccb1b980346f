using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
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
        IReadOnlyList<OtherAttribution>? others = null)
    {
        var predicted = model.PredictClass(picture);
        return new ExplanationRequest
        {
            Model = model,
            PreferredBatch = batch,
            Picture = picture,
            Predicted = predicted,
            Target = predicted,
            Attribution = attribution,
            Method = method ?? new Occlusion(),
            Function = new ClassScore(model, predicted, ExplainedOutput.Logit, batch),
            AttributionKey = 11,
            Substrates = substrates,
            StreamKey = key,
            CommonKey = 13,
            Others = others ?? [],
        };
    }
}
