using EvalKit.Core.Attributions;
using EvalKit.Core.Data;
using EvalKit.Core.Perturbations;

namespace EvalKit.Core.Configuration;

/// <summary>A whole configuration, bound and checked. Paths are as written; they are relative to <see cref="Folder"/>.</summary>
/// <param name="File">The configuration's file.</param>
/// <param name="Name">The run's name.</param>
/// <param name="Task">What the models do; <c>image-classification</c> so far.</param>
/// <param name="Models">The models, patterns not yet expanded.</param>
/// <param name="Data">The data.</param>
/// <param name="Limit">The number of samples used, from the first; null for all.</param>
/// <param name="Input">How pictures become model inputs, for every model that does not say otherwise.</param>
/// <param name="Output">How outputs are read, for every model that does not say otherwise.</param>
/// <param name="Robustness">What disturbs the data, or null.</param>
/// <param name="Interpretability">What is explained, or null.</param>
/// <param name="Cost">What is measured.</param>
/// <param name="Gates">Conditions that the run must meet.</param>
/// <param name="Seed">The seed of all random streams.</param>
public sealed record EvalConfig(
    string File,
    string Name,
    string Task,
    IReadOnlyList<ModelConfig> Models,
    PluginInstance<IDataSource> Data,
    int? Limit,
    InputConfig Input,
    OutputConfig Output,
    RobustnessConfig? Robustness,
    InterpretabilityConfig? Interpretability,
    CostConfig Cost,
    IReadOnlyList<GateConfig> Gates,
    ulong Seed)
{
    /// <summary>The folder that relative paths start from.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(File))!;
}

/// <summary>One entry of <c>models</c>.</summary>
/// <param name="Path">A file or a pattern with <c>*</c> and <c>**</c>.</param>
/// <param name="Name">The model's name in the run, only where the path is one file; else the file's name.</param>
/// <param name="Family">The family, or null.</param>
/// <param name="Input">Overrides of the common input settings, key by key.</param>
/// <param name="Output">Overrides of the common output settings, key by key.</param>
/// <param name="Place">Where the entry stands in the file, for messages (<c>config.yaml:5:3</c>).</param>
public sealed record ModelConfig(string Path, string? Name, string? Family, InputConfig Input, OutputConfig Output, string Place);

/// <summary>How pictures become a model's input. Null means: not said, so it comes from the model or is asked for.</summary>
/// <param name="Name">The input's name, where a model has several.</param>
/// <param name="Layout">The order of the axes.</param>
/// <param name="Shape">[channels, height, width], where the graph does not fix it (such as a flat input).</param>
/// <param name="Scale">What a pixel value of 0–255 is multiplied by, before mean and std.</param>
/// <param name="Mean">Subtracted after scaling: one number, or one a channel in the model's channel order.</param>
/// <param name="Std">Divided by after the mean: one number, or one a channel in the model's channel order.</param>
/// <param name="Channels">The order of the channels.</param>
/// <param name="Resize">The length to which the shorter side is resized before the centre crop.</param>
/// <param name="Stretch">Resizes both sides to the input's without keeping the aspect ratio.</param>
/// <param name="Interpolation">How pixels are resampled.</param>
public sealed record InputConfig(
    string? Name = null,
    InputLayout? Layout = null,
    IReadOnlyList<int>? Shape = null,
    double? Scale = null,
    IReadOnlyList<double>? Mean = null,
    IReadOnlyList<double>? Std = null,
    ChannelOrder? Channels = null,
    int? Resize = null,
    bool? Stretch = null,
    Interpolation? Interpolation = null)
{
    /// <summary>These settings, with what they leave open taken from others.</summary>
    public InputConfig Over(InputConfig other) => new(
        Name ?? other.Name,
        Layout ?? other.Layout,
        Shape ?? other.Shape,
        Scale ?? other.Scale,
        Mean ?? other.Mean,
        Std ?? other.Std,
        Channels ?? other.Channels,
        Resize ?? other.Resize,
        Stretch ?? other.Stretch,
        Interpolation ?? other.Interpolation);
}

/// <summary>The order of a picture's axes in a model's input.</summary>
public enum InputLayout
{
    /// <summary>[batch, channels, height, width].</summary>
    Nchw,

    /// <summary>[batch, height, width, channels].</summary>
    Nhwc,

    /// <summary>Any other shape with as many numbers, filled in the order channels, height, width.</summary>
    Flat,
}

/// <summary>The order of the colour channels in a model's input.</summary>
public enum ChannelOrder
{
    /// <summary>Red first.</summary>
    Rgb,

    /// <summary>Blue first.</summary>
    Bgr,
}

/// <summary>How a model's output is read. Null means: not said.</summary>
/// <param name="Name">The output's name, where a model has several.</param>
/// <param name="Scores">What the scores are; detected where not said.</param>
public sealed record OutputConfig(string? Name = null, Models.ScoreKind? Scores = null)
{
    /// <summary>These settings, with what they leave open taken from others.</summary>
    public OutputConfig Over(OutputConfig other) => new(Name ?? other.Name, Scores ?? other.Scores);
}

/// <summary>What disturbs the data.</summary>
/// <param name="Constants">The set of severity constants; null for the default by picture size.</param>
/// <param name="Samples">The number of samples under each condition, from the first; null for all.</param>
/// <param name="Perturbations">The perturbations.</param>
public sealed record RobustnessConfig(ConstantSet? Constants, int? Samples, IReadOnlyList<PerturbationConfig> Perturbations);

/// <summary>One perturbation and its severities.</summary>
/// <param name="Method">The perturbation.</param>
/// <param name="Severities">Ascending, each from 1 to 5.</param>
public sealed record PerturbationConfig(PluginInstance<IImagePerturbation> Method, IReadOnlyList<int> Severities);

/// <summary>What is explained and how explanations are judged.</summary>
/// <param name="Samples">The number of samples, from the first.</param>
/// <param name="Target">Which class is explained.</param>
/// <param name="Class">The class, where the target is a given one.</param>
/// <param name="Output">The number of that class that is explained.</param>
/// <param name="Keep">Whether the arrays are exported as <c>.npy</c>.</param>
/// <param name="Substrates">What replaces removed pixels.</param>
/// <param name="Attributions">The attribution methods.</param>
/// <param name="Metrics">The figures of their quality.</param>
public sealed record InterpretabilityConfig(
    int Samples,
    ExplanationTarget Target,
    int? Class,
    ExplainedOutput Output,
    bool Keep,
    IReadOnlyList<PluginInstance<ISubstrate>> Substrates,
    IReadOnlyList<AttributionConfig> Attributions,
    IReadOnlyList<PluginInstance<IExplanationMetric>> Metrics);

/// <summary>One attribution method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Samples">Its own number of samples, or null for the common one.</param>
public sealed record AttributionConfig(PluginInstance<IAttributionMethod> Method, int? Samples);

/// <summary>Which class an attribution explains.</summary>
public enum ExplanationTarget
{
    /// <summary>The class that the model predicts on the clean picture.</summary>
    Predicted,

    /// <summary>The true class.</summary>
    Label,

    /// <summary>A class given by its number.</summary>
    Class,
}

/// <summary>The number of the target class that an attribution explains.</summary>
public enum ExplainedOutput
{
    /// <summary>Its softmax probability.</summary>
    Probability,

    /// <summary>Its logit; for models that give probabilities, their logarithm.</summary>
    Logit,
}

/// <summary>What is measured of a model's cost.</summary>
/// <param name="Latency">Whether latency and throughput are measured.</param>
public sealed record CostConfig(bool Latency = true);

/// <summary>A condition that models must meet.</summary>
/// <param name="Metric">The metric's id, <c>axis/metric[@condition]</c>.</param>
/// <param name="Models">A pattern of model names, or null for every model.</param>
/// <param name="Min">The least value allowed, or null.</param>
/// <param name="Max">The largest value allowed, or null.</param>
/// <param name="Confidence">The one-sided confidence of the decision.</param>
/// <param name="Place">Where the gate stands in the file, for messages.</param>
public sealed record GateConfig(string Metric, string? Models, double? Min, double? Max, double Confidence, string Place);

/// <summary>A method as a configuration chose it.</summary>
/// <typeparam name="T">The sort of method.</typeparam>
/// <param name="Name">Its name in metric ids: the kind, or what <c>name</c> says where a kind is used twice.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Version">The version of its values.</param>
/// <param name="Parameters">All its parameters, defaults filled in, as canonical JSON: equal parameters give equal text.</param>
/// <param name="Method">The method.</param>
public sealed record PluginInstance<T>(string Name, string Kind, int Version, string Parameters, T Method);
