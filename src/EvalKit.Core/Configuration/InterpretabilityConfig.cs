using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>What is explained and how explanations are judged.</summary>
/// <param name="Attributions">The attribution methods.</param>
/// <param name="Target">Which class is explained: <c>predicted</c>, <c>label</c>, or a class by its number from 0.</param>
/// <param name="Substrates">What replaces removed pixels.</param>
/// <param name="Metrics">The figures of the quality of explanations.</param>
/// <param name="Samples">The number of samples, from the first.</param>
/// <param name="Output">
/// The number of the explained class that is explained; left out, the probability by methods that only run the model, and the
/// logit by those that follow its gradient.
/// </param>
/// <param name="Keep">
/// Whether the attributions are exported as <c>attributions/MODEL/METHOD.npy</c> in the run's folder: [samples, height, width],
/// 32-bit floats, the samples in their order in the data.
/// </param>
public sealed record InterpretabilityConfig(
    [MinLength(1)] IReadOnlyList<AttributionConfig> Attributions,
    [DefaultValue("predicted")] ExplanationTarget Target,
    [DefaultValue("[mean, blur, noisy-imputation]"), MinLength(1)] IReadOnlyList<PluginInstance<ISubstrate>> Substrates,
    [DefaultValue("[relevance-gain, sparseness]"), MinLength(1)] IReadOnlyList<PluginInstance<IExplanationMetric>> Metrics,
    [Range(1, int.MaxValue)] int Samples = 200,
    ExplainedOutput? Output = null,
    bool Keep = false);
