using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;
using EvalKit.Core.Plugins;
using EvalKit.Data.Decoding;
using EvalKit.Onnx.Inference;

namespace EvalKit.Cli.Runs;

/// <summary>Explains single pictures in this process. Methods run at once; nothing depends on how many do.</summary>
/// <param name="model">The model.</param>
/// <param name="plan">How pictures are explained.</param>
internal sealed class PictureExplainer(OnnxModel model, ExplanationPlan plan)
{
    private readonly NamedReferences? _references = plan.References.Count > 0 ? new(plan.References, model) : null;

    /// <summary>Explains a picture by every method.</summary>
    /// <exception cref="UserException">The picture does not fit the model, or there is nothing finite to explain.</exception>
    /// <exception cref="Core.Models.ModelException">The model failed.</exception>
    public async Task<PictureExplanation> ExplainAsync(StoredPicture picture, CancellationToken cancellation)
    {
        var values = picture.Values(model.View);
        var predicted = ExplainedPicture.Predict(model, values, cancellation);
        if (predicted < 0) throw new UserException($"{picture.Input}: {model.Path} gives scores that are not finite numbers, so there is no class to explain; do input.scale, mean and std fit the model?");
        var target = plan.Target.Kind == ExplanationTargetKind.Predicted ? predicted : plan.Target.Class!.Value;
        foreach (var asked in new[] { target, plan.Versus ?? 0 })
            if (asked >= model.Signature.Classes) throw new UserException($"class {asked} is to be explained, but {model.Path} has the classes 0 to {model.Signature.Classes - 1}");
        if (target == plan.Versus) throw new UserException($"{picture.Input}: class {target} is to be told from itself; --versus must be another class than the one explained");
        var attributions = new float[plan.Methods.Count][];
        await Parallel.ForAsync(0, attributions.Length, cancellation, (index, token) =>
        {
            attributions[index] = Attribute(Of(picture, values, predicted, target), plan.Methods[index], token);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        var methods = new MethodExplanation[attributions.Length];
        await Parallel.ForAsync(0, methods.Length, cancellation, (index, token) =>
        {
            methods[index] = Measure(Of(picture, values, predicted, target), index, attributions, token);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return new PictureExplanation(picture, values, predicted, target, Of(picture, values, predicted, target).Score(cancellation), methods);
    }

    private ExplainedPicture Of(StoredPicture picture, float[] values, int predicted, int target) =>
        new(model, values, picture.Id, predicted, target, plan.Explained, plan.Seed)
        {
            Substrates = [.. plan.Substrates.Select(one => one.Method)],
            Versus = plan.Versus,
            References = _references,
        };

    private float[] Attribute(ExplainedPicture picture, PluginInstance<IAttributionMethod> method, CancellationToken cancellation)
    {
        var attribution = new float[model.Signature.Input.Pixels];
        picture.Attribute(method, attribution, [], cancellation);
        if (!Array.TrueForAll(attribution, float.IsFinite)) throw new UserException($"{method.Name}: the attribution is not finite, as some scores of {model.Path} on changed pictures are; try --output probability");
        return attribution;
    }

    private MethodExplanation Measure(ExplainedPicture picture, int index, float[][] attributions, CancellationToken cancellation)
    {
        var method = plan.Methods[index];
        OtherAttribution[] others = [.. plan.Methods.Zip(attributions, (other, map) => new OtherAttribution(other.Name, map)).Where((_, other) => other != index)];
        var (figures, reasons) = (new List<double[]>(), new List<string?>());
        foreach (var metric in plan.Metrics)
        {
            var values = new double[metric.Method.Columns(plan.Names, method.Name).Count];
            reasons.Add(picture.Measure(metric, method, attributions[index], others, values, cancellation));
            figures.Add(values);
        }

        return new MethodExplanation(method, attributions[index], figures, reasons);
    }
}
