using EvalKit.Core.Configuration;
using EvalKit.Core.Images;
using EvalKit.Core.Models;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Attributions;

/// <summary>
/// Tells how much each pixel of a picture counts for a scalar function of it. A pure function of the request, safe to
/// call from several threads.
/// </summary>
[PluginSort("attributions")]
public interface IAttributionMethod : IPlugin
{
    /// <summary>Whether the method draws at random and so gives a standard error.</summary>
    bool IsSampled { get; }

    /// <summary>Whether values above and below 0 are for and against the score; else they only tell how much a pixel counts.</summary>
    bool HasSign => true;

    /// <summary>The number of the class that it explains where the configuration does not say.</summary>
    ExplainedOutput DefaultOutput => ExplainedOutput.Probability;

    /// <summary>Null where the method can explain a model; else why not, as one sentence. It may take seconds.</summary>
    /// <param name="model">The model.</param>
    string? Refusal(IModel model) => null;

    /// <summary>The number of predictions that one picture takes, about: what progress and planning count.</summary>
    /// <param name="shape">The picture's shape.</param>
    int Predictions(ImageShape shape);

    /// <summary>Attributes one picture.</summary>
    /// <param name="request">The function, the picture and the random stream.</param>
    /// <param name="attribution">Receives [height, width]: the relevance of a pixel, all its channels together.</param>
    /// <param name="standardError">
    /// Receives [height, width]: the standard error of each relevance from the method's own sampling; empty where the
    /// caller does not want it, NaN-filled where the method has none.
    /// </param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    void Attribute(in AttributionRequest request, Span<float> attribution, Span<float> standardError, CancellationToken cancellation);
}
