using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Core.Gates;

/// <summary>A model that another is compared with: one of the reference run, or of the run itself.</summary>
/// <param name="Name">Its name, with <c>reference:</c> before it where it is of the reference run.</param>
/// <param name="Sha256">The hash of its file; null where it is unknown.</param>
/// <param name="Figure">Its figure on all samples.</param>
/// <param name="IsRounded">Whether its values were kept in single precision.</param>
/// <param name="Note">What a reader must know of the comparison, or null.</param>
internal sealed record Baseline(string Name, string? Sha256, Figure Figure, bool IsRounded, string? Note)
{
    private const string Reference = "reference";

    /// <summary>Finds what a gate names.</summary>
    /// <param name="gate">The gate, for messages.</param>
    /// <param name="name"><c>reference</c>, <c>reference:NAME</c> or a model of the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="models">The figures of its models.</param>
    /// <param name="model">The name of the model that is compared.</param>
    /// <param name="figure">The figure of that model.</param>
    /// <exception cref="UserException">There is no such model, or it has no such figure.</exception>
    public static Baseline Find(GateConfig gate, string name, EvaluationRun run, IReadOnlyList<ModelFigures> models, string model, Figure figure)
    {
        if (name.Split(':', 2) is [Reference, ..]) return InReference(gate, name, run, model, figure);
        if (models.FirstOrDefault(one => one.Model.Name == name) is { } other)
            return new(name, other.Model.Sha256, other.ById[figure.Id], false, null);
        if (run.Failures.FirstOrDefault(failure => failure.Model == name && failure.IsUnopened) is { } failure)
            return new(name, null, Figure.Missing(figure.Id, figure.Info, $"{name} could not be opened: {failure.Message}"), false, null);
        string[] names = [Reference, .. models.Select(one => one.Model.Name)];
        throw new UserException($"{gate.Place}: the gate compares with '{name}', which is no model of the run (allowed: {string.Join(", ", names)}){NearestName.Hint(name, names)}");
    }

    private static Baseline InReference(GateConfig gate, string name, EvaluationRun run, string model, Figure figure)
    {
        if (run.Reference is not { } reference)
            throw new UserException($"{gate.Place}: the gate compares with a reference run, but none is given; name one under 'reference' or with --reference");
        var names = string.Join(", ", reference.Models.Select(one => one.Name));
        var found = name == Reference ? reference.For(model) : reference.Find(name[(Reference.Length + 1)..]);
        if (found is null)
        {
            throw new UserException(name == Reference
                ? $"{gate.Place}: the reference run has no model '{model}' and several others ({names}); say which with {Reference}:NAME"
                : $"{gate.Place}: the reference run has no model '{name[(Reference.Length + 1)..]}' (allowed: {names})");
        }

        if (!found.Figures.TryGetValue(figure.Id, out var kept))
            throw new UserException($"{gate.Place}: the reference run keeps no '{figure.Id}' of {found.Name} (it has {string.Join(", ", found.Figures.Keys)}); save it anew with 'evalkit gate RUN --save-reference' while this gate is in its gates");
        var isCount = kept.Samples is null;
        return new($"{Reference}:{found.Name}", found.Sha256, new Figure(figure.Id, figure.Info, _ => Estimate.Exact(kept.Value))
        {
            IsExact = isCount,
            Gap = kept.Mismatch,
            PerSample = isCount ? null : () => kept.Unpack()!,
        }, true, kept.Note);
    }
}
