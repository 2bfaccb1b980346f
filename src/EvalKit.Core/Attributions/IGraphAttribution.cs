using EvalKit.Core.Configuration;
using EvalKit.Core.Models;

namespace EvalKit.Core.Attributions;

/// <summary>An attribution that looks into the model's graph. It explains the logit, whatever number is asked for.</summary>
public interface IGraphAttribution : IAttributionMethod
{
    /// <inheritdoc/>
    ExplainedOutput IAttributionMethod.DefaultOutput => ExplainedOutput.Logit;

    /// <inheritdoc/>
    string? IAttributionMethod.Refusal(IModel model) => model is IGraphModel graph ? Refusal(graph) : "the model's graph cannot be looked into";

    /// <summary>Null where the method can explain a model; else why not, as one sentence.</summary>
    /// <param name="model">The model.</param>
    string? Refusal(IGraphModel model);
}
