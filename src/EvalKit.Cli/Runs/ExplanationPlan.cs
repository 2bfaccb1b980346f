using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Planning;
using EvalKit.Core.Plugins;
using EvalKit.Data.Decoding;

namespace EvalKit.Cli.Runs;

/// <summary>How single pictures are explained: what the command line says, then a configuration, then the defaults.</summary>
/// <param name="Input">How pictures become the model's input.</param>
/// <param name="Output">How its output is read.</param>
/// <param name="Methods">The attribution methods.</param>
/// <param name="Metrics">The figures of their quality.</param>
/// <param name="Substrates">What replaces removed pixels.</param>
/// <param name="Target">Which class is explained.</param>
/// <param name="Versus">The class from which it is told, so that the difference of both is explained; null for none.</param>
/// <param name="References">Pictures that methods may compare with.</param>
/// <param name="Explained">Which number of it; null for what each method explains by default.</param>
/// <param name="Seed">The seed of all random streams.</param>
internal sealed record ExplanationPlan(
    InputConfig Input,
    OutputConfig Output,
    IReadOnlyList<PluginInstance<IAttributionMethod>> Methods,
    IReadOnlyList<PluginInstance<IExplanationMetric>> Metrics,
    IReadOnlyList<PluginInstance<ISubstrate>> Substrates,
    ExplanationTarget Target,
    int? Versus,
    IReadOnlyList<StoredPicture> References,
    ExplainedOutput? Explained,
    ulong Seed)
{
    private static readonly string[] DefaultMethods = ["occlusion", "rise"];

    // Those that cost no more than the attribution itself; max-sensitivity attributes ten times.
    private static readonly string[] DefaultMetrics = ["relevance-gain", "deletion-auc", "insertion-auc", "sparseness"];
    private static readonly string[] DefaultSubstrates = ["mean", "blur", "noisy-imputation"];

    /// <summary>What metrics have parts for; single pictures are not perturbed.</summary>
    public ExplanationNames Names => new([.. Substrates.Select(one => one.Name)], [], [.. Methods.Select(one => one.Name)]);

    /// <summary>Settles what is explained.</summary>
    /// <exception cref="UserException">The configuration, a kind or a setting is wrong.</exception>
    public static ExplanationPlan Of(ExplainRequest request, PluginCatalog catalog)
    {
        var config = request.Config is { } file ? ConfigReader.Read(file, [], catalog) : null;
        var asked = config?.Interpretability;
        var methods = Kinds(request.Methods, asked is null, DefaultMethods);
        var metrics = Kinds(request.Metrics, asked is null, DefaultMetrics);
        var substrates = Kinds(request.Substrates, asked is null, DefaultSubstrates);
        var settings = CommandSettings.Read(request.Settings, ["input", "output", CommandLimits.Section, .. methods, .. metrics, .. substrates], catalog);
        var (input, output) = config is null ? (new InputConfig(), new OutputConfig()) : Of(config, request.Model);
        var target = request.Target ?? asked?.Target ?? new ExplanationTarget(ExplanationTargetKind.Predicted);
        if (target.Kind == ExplanationTargetKind.Label)
            throw new UserException($"{request.Config}: interpretability.target is 'label', but a picture named on the command line has none; give --target predicted, or a class by its number");
        return new ExplanationPlan(
            settings.Section<InputConfig>("input").Over(input),
            settings.Section<OutputConfig>("output").Over(output),
            methods.Length > 0 ? [.. methods.Select(settings.Method<IAttributionMethod>)] : [.. asked!.Attributions.Select(one => one.Method)],
            metrics.Length > 0 ? [.. metrics.Select(settings.Method<IExplanationMetric>)] : asked!.Metrics,
            substrates.Length > 0 ? [.. substrates.Select(settings.Method<ISubstrate>)] : asked!.Substrates,
            target,
            request.Versus,
            NamedPictures.Load(request.References),
            request.Output ?? asked?.Output ?? (request.Versus is null ? null : ExplainedOutput.Logit),
            request.Seed ?? config?.Seed ?? 0);
    }

    // None where the configuration chooses.
    private static string[] Kinds(IReadOnlyList<string> chosen, bool isFree, string[] otherwise) =>
        chosen.Count > 0 ? [.. chosen.Distinct()] : isFree ? otherwise : [];

    private static (InputConfig Input, OutputConfig Output) Of(EvalConfig config, string model)
    {
        var path = Path.GetFullPath(model);
        var entry = ModelFiles.Expand(config).FirstOrDefault(one => Path.GetFullPath(Path.Combine(config.Folder, one.Path)) == path);
        return entry is null ? (config.Input, config.Output) : (entry.Input, entry.Output);
    }
}
