using EvalKit.Core.Errors;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Gates.References;

/// <summary>Says which figures of a reference run another run may be compared with.</summary>
public static class ReferenceFit
{
    /// <summary>
    /// The reference run with the figures marked that were made otherwise than the plan makes them, and with the samples numbered as
    /// the plan numbers them.
    /// </summary>
    /// <param name="reference">The reference run.</param>
    /// <param name="plan">The plan of the run that is compared with it.</param>
    /// <param name="file">Where the reference run was read, for messages.</param>
    /// <exception cref="UserException">It is of other data: no sample of the one is a sample of the other.</exception>
    public static ReferenceRun FitTo(this ReferenceRun reference, Plan plan, string file)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(plan);
        if (reference.DataSha256 != plan.Data.Sha256)
            throw new UserException($"{file}: the reference run is of other data (hash {reference.DataSha256[..12]}…, this run's are {plan.Data.Sha256[..12]}…), so samples cannot be paired; run the reference's models on these data and save it anew");
        var order = plan.Order();
        return reference with
        {
            Models = [.. reference.Models.Select(model => model with
            {
                Figures = new SortedDictionary<string, ReferenceFigure>(
                    model.Figures.ToDictionary(figure => figure.Key, figure => Fitted(reference, plan, order, figure.Key, figure.Value)), StringComparer.Ordinal),
            })],
        };
    }

    private static ReferenceFigure Fitted(ReferenceRun reference, Plan plan, SampleOrder? order, string id, ReferenceFigure figure)
    {
        if (order is not null && figure.Unpack() is { } values) figure = ReferenceFigure.Of(figure.Value, order.Drawn(values));
        var (axis, condition) = (id.Split('/')[0], id.Contains('@', StringComparison.Ordinal) ? id.Split('@')[1].Split(':')[0] : null);
        return axis switch
        {
            "robustness" => figure with
            {
                Mismatch = Perturbed(reference, plan, condition),
                Note = reference.Seed == plan.Seed ? null : "the reference run perturbed with another seed",
            },
            "interpretability" => figure with { Mismatch = Explained(reference, plan, condition) },
            _ => figure,
        };
    }

    // A category names no perturbation, so that all are compared.
    private static string? Perturbed(ReferenceRun reference, Plan plan, string? kind)
    {
        if (reference.Constants != plan.Constants) return "the reference run perturbed with other severity constants";
        var (theirs, ours) = (Chosen(reference.Perturbations), Chosen(plan.Perturbations));
        return theirs.SequenceEqual(ours, StringComparer.Ordinal) ? null : $"the reference run perturbed otherwise ({string.Join(", ", theirs)}; this run {string.Join(", ", ours)})";

        string[] Chosen(IReadOnlyList<PlannedPerturbation> all)
        {
            var named = all.Where(one => one.Method.Name == kind).ToArray();
            return [.. (named.Length > 0 ? named : all).Select(one => $"{Described(one.Method)}:{string.Join('+', one.Severities)}{(one.Copies is null ? "" : $" of {string.Join('+', one.Copies)}")}")];
        }
    }

    private static string? Explained(ReferenceRun reference, Plan plan, string? method)
    {
        if (reference.Explanations is not { } theirs || plan.Explanations is not { } ours) return "one of the two runs explains nothing";
        if (theirs.Target != ours.Target || theirs.Output != ours.Output) return "the reference run explained another output";
        return Same(theirs.Attributions, [.. ours.Attributions.Select(one => one.Method)], method)
            && Same(theirs.Substrates, ours.Substrates, null)
            && Same(theirs.Metrics, ours.Metrics, null)
            ? null
            : "the reference run explained with other methods, substrates or metrics";
    }

    private static bool Same(IReadOnlyList<PlannedMethod> theirs, IReadOnlyList<PlannedMethod> ours, string? name) =>
        theirs.Where(one => name is null || one.Name == name).SequenceEqual(ours.Where(one => name is null || one.Name == name));

    private static string Described(PlannedMethod method) => $"{method.Name} {method.Kind} v{method.Version}{(method.Parameters == "{}" ? "" : " " + method.Parameters)}";
}
