using EvalKit.Core.Configuration;
using EvalKit.Core.Models;

namespace EvalKit.Core.Attributions;

/// <summary>
/// An attribution that follows the model's slope. It explains the logit where nothing else is said: the slope of a probability
/// vanishes where the model is sure.
/// </summary>
public interface IGradientAttribution : IAttributionMethod
{
    /// <inheritdoc/>
    ExplainedOutput IAttributionMethod.DefaultOutput => ExplainedOutput.Logit;

    /// <inheritdoc/>
    string? IAttributionMethod.Refusal(IModel model) =>
        model is IDifferentiableModel differentiable ? differentiable.GradientRefusal : "the model gives no gradients";
}
