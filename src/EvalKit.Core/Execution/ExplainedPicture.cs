using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Memory;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>
/// One picture of which a model's score is explained: it attributes the score and measures attributions, always with the
/// random streams that belong to the picture, so that a picture explained alone and in a run gives the same numbers, up to how a
/// model rounds in other batches.
/// </summary>
public readonly ref struct ExplainedPicture
{
    /// <summary>Prepares the explanation of one class.</summary>
    /// <param name="model">The model; it stays the caller's to dispose of.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="id">The sample's id.</param>
    /// <param name="predicted">The class that the model predicts on the picture (<see cref="Predict"/>).</param>
    /// <param name="target">The class explained, one of the model's.</param>
    /// <param name="output">Which number of the class is explained; null for what each method explains by default.</param>
    /// <param name="seed">The seed of all random streams.</param>
    public ExplainedPicture(IModel model, ReadOnlySpan<float> picture, string id, int predicted, int target, ExplainedOutput? output, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Id, Predicted, Target, Output, Seed) = (model, id, predicted, target, output, seed);
        Picture = picture;
    }

    /// <summary>The model.</summary>
    public IModel Model { get; }

    /// <summary>[channels, height, width], values 0 to 1.</summary>
    public ReadOnlySpan<float> Picture { get; }

    /// <summary>The sample's id.</summary>
    public string Id { get; }

    /// <summary>The class that the model predicts.</summary>
    public int Predicted { get; }

    /// <summary>The class explained.</summary>
    public int Target { get; }

    /// <summary>The number of the class that is explained; null for what each method explains by default.</summary>
    public ExplainedOutput? Output { get; }

    /// <summary>The class from which the explained one is told: the difference of their numbers is explained; null for none.</summary>
    public int? Versus { get; init; }

    /// <summary>Other pictures of the data; null where there are none.</summary>
    public IReferencePictures? References { get; init; }

    /// <summary>What replaces removed pixels.</summary>
    public IReadOnlyList<ISubstrate> Substrates { get; init; } = [];

    /// <summary>The perturbations of the run.</summary>
    public IReadOnlyList<PicturePerturbation> Perturbations { get; init; } = [];

    /// <summary>The sample's class; null where it has none.</summary>
    public int? Label { get; init; }

    /// <summary>[height, width]: true where the object is; empty where the data have no masks.</summary>
    public ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>The seed of all random streams.</summary>
    public ulong Seed { get; }

    /// <summary>The class that a model predicts on a picture; −1 where a score is NaN or infinite.</summary>
    /// <param name="model">The model.</param>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ModelException">The model failed.</exception>
    public static int Predict(IModel model, ReadOnlySpan<float> picture, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scores = new PooledBuffer<float>(model.Signature.Classes);
        model.Predict(picture, scores.Span, cancellation);
        return PredictionRows.Predict(scores.Span);
    }

    /// <summary>The number that is explained, on the unchanged picture; the probability where each method has its own.</summary>
    /// <exception cref="ModelException">The model failed.</exception>
    public float Score(CancellationToken cancellation)
    {
        var score = 0f;
        Function(Output ?? ExplainedOutput.Probability).Evaluate(Picture, new Span<float>(ref score), cancellation);
        return score;
    }

    /// <summary>Attributes the score to the picture's pixels.</summary>
    /// <param name="method">The method.</param>
    /// <param name="attribution">Receives [height, width].</param>
    /// <param name="standardError">Receives [height, width]; empty where it is not wanted.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="ModelException">The model failed.</exception>
    public void Attribute(PluginInstance<IAttributionMethod> method, Span<float> attribution, Span<float> standardError, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(method);
        method.Method.Attribute(new AttributionRequest(FunctionOf(method), Picture, KeyOf(method.Name), References), attribution, standardError, cancellation);
    }

    /// <summary>Measures an attribution of this picture.</summary>
    /// <param name="metric">The figure.</param>
    /// <param name="method">The method that made the attribution.</param>
    /// <param name="attribution">[height, width].</param>
    /// <param name="others">The attributions by the other methods; empty where the metric does not need them.</param>
    /// <param name="values">Receives one value a column of the metric; NaN where there is none.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Why there is no value; null where there is one.</returns>
    /// <exception cref="ModelException">The model failed.</exception>
    public string? Measure(
        PluginInstance<IExplanationMetric> metric,
        PluginInstance<IAttributionMethod> method,
        ReadOnlySpan<float> attribution,
        IReadOnlyList<OtherAttribution> others,
        Span<double> values,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(method);
        var function = FunctionOf(method);
        var request = new ExplanationRequest
        {
            Model = Model,
            PreferredBatch = function.PreferredBatch,
            Picture = Picture,
            Predicted = Predicted,
            Target = Target,
            Attribution = attribution,
            Method = method.Method,
            Function = function,
            References = References,
            AttributionKey = KeyOf(method.Name),
            Substrates = Substrates,
            StreamKey = KeyOf(metric.Name),
            CommonKey = RandomStream.KeyOf(Seed, metric.Name, 0, ""),
            Label = Label,
            Perturbations = Perturbations,
            Others = others,
            Mask = Mask,
        };
        return metric.Method.Measure(request, values, cancellation);
    }

    private ClassScore FunctionOf(PluginInstance<IAttributionMethod> method) => Function(Output ?? method.Method.DefaultOutput);

    private ClassScore Function(ExplainedOutput output) => new(Model, Target, output, BatchSize.For(Model.Signature.Input), Versus);

    private ulong KeyOf(string name) => RandomStream.KeyOf(Seed, name, 0, Id);
}
