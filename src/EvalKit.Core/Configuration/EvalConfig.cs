using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration;

/// <summary>
/// A configuration of EvalKit: which models are evaluated on which data, and how. Paths are relative to the folder of
/// this file.
/// </summary>
/// <remarks>
/// The constructor's parameters are the keys of the file, in kebab-case; the binder and the JSON Schema are both made
/// from them. A nullable parameter may be left out; one with a default or a <see cref="DefaultValueAttribute"/> (written
/// as YAML) too; so may a section of which every key may be left out.
/// </remarks>
/// <param name="Place">Where the configuration begins.</param>
/// <param name="Name">The run's name, which is also the name of its folder in the store.</param>
/// <param name="Task">What the models do.</param>
/// <param name="Models">The models, as files or patterns.</param>
/// <param name="Data">The labelled data.</param>
/// <param name="Input">How pictures become model inputs, for every model that does not say otherwise.</param>
/// <param name="Output">How outputs are read, for every model that does not say otherwise.</param>
/// <param name="Robustness">What disturbs the data; left out, robustness is not evaluated.</param>
/// <param name="Interpretability">What is explained; left out, interpretability is not evaluated.</param>
/// <param name="Cost">What is measured of a model's cost.</param>
/// <param name="Gates">Conditions that the run must meet.</param>
/// <param name="Seed">The seed of all random streams.</param>
/// <param name="Reference">
/// The earlier run that gates compare with: a run's folder, or a file that <c>evalkit gate --save-reference</c> made.
/// </param>
/// <param name="Limits">What a model may take before its worker is ended; left out, generous limits hold.</param>
public sealed record EvalConfig(
    SourcePlace Place,
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]*$")] string Name,
    EvaluationTask Task,
    [MinLength(1)] IReadOnlyList<ModelConfig> Models,
    DataConfig Data,
    InputConfig Input,
    OutputConfig Output,
    RobustnessConfig? Robustness,
    InterpretabilityConfig? Interpretability,
    CostConfig Cost,
    [DefaultValue("[]")] IReadOnlyList<GateConfig> Gates,
    ulong Seed = 0,
    string? Reference = null,
    LimitsConfig? Limits = null)
{
    /// <summary>The configuration's file, as the user named it.</summary>
    public string File => Place.Source;

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(File))!;
}
