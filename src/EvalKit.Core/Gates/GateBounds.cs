using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;
using EvalKit.Core.Statistics;

namespace EvalKit.Core.Gates;

/// <summary>Finds the figures that gates speak of.</summary>
public static class GateBounds
{
    private const string CostAxis = "cost/";

    /// <summary>
    /// Checks that every gate names a metric and models that the run will have; to be called before anything runs, with
    /// models that hold no predictions yet.
    /// </summary>
    /// <param name="run">The planned run.</param>
    /// <exception cref="UserException">A gate does not; the message names the place and the nearest valid name.</exception>
    public static void Check(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Of(run, ModelFigures.Of(run, run.Models));
    }

    /// <summary>The bounds of all gates, by gate, then by model, the minimum first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="models">The models' figures.</param>
    /// <exception cref="UserException">A gate names a metric or a model that the run does not have.</exception>
    internal static IReadOnlyList<Bound> Of(EvaluationRun run, IReadOnlyList<ModelFigures> models)
    {
        var bounds = new List<Bound>();
        foreach (var gate in run.Gates)
        {
            if (gate is { NotWorseThan: not null, Margin: 0 } && !gate.Metric.StartsWith(CostAxis, StringComparison.Ordinal))
                throw new UserException($"{gate.Place}: 'not-worse-than' needs a margin above 0, the difference that does not matter: without one no number of samples lets an equal model pass");
            foreach (var model in Matching(run, gate, models)) bounds.AddRange(Of(run, gate, models, model));
            foreach (var failure in run.Failures.Where(failure => failure.IsUnopened && IsMeant(gate, failure.Model)))
                bounds.AddRange(Unopened(gate, failure));
        }

        return run.Order is null ? bounds : [.. bounds.Select(SequentialGates.AtAnyTime)];
    }

    private static IEnumerable<Bound> Of(EvaluationRun run, GateConfig gate, IReadOnlyList<ModelFigures> models, ModelFigures model)
    {
        var (whole, part) = FigureOf(run, gate, models, model);
        whole = ClippedFigure.Of(run, gate, whole);
        if (run.Order is not null) SequentialGates.Check(run, gate, whole);
        var figure = part is null ? whole : part.On(whole, run, model.Model);
        var name = model.Model.Name;
        if (gate.Min is { } min) yield return new(gate, Bound.IdOf(gate, true, min), name, Bounded(figure), true, min);
        if (gate.Max is { } max) yield return new(gate, Bound.IdOf(gate, false, max), name, Bounded(figure), false, max);
        if (gate.NotWorseThan is { } other) yield return Compared(Bound.IdOf(gate, "not-worse-than", other), other, -gate.Margin);
        if (gate.BetterThan is { } lesser) yield return Compared(Bound.IdOf(gate, "better-than", lesser), lesser, gate.Margin) with { IsStrict = true };
        if (gate.OnParetoFront is not { } cost) yield break;
        foreach (var bound in Pareto(run, gate, models, model, figure, cost)) yield return bound;

        Bound Compared(string id, string with, double limit)
        {
            Comparable(run, gate, whole);
            return Versus(gate, id, model.Model, figure, ClippedFigure.Of(run, gate, Baseline.Find(gate, with, run, models, name, whole)), limit);
        }
    }

    // What a decision rests on must not miss what few samples do not show.
    private static Figure Bounded(Figure figure) => figure.PerSample is not { } values ? figure : figure with
    {
        Compute = intervals => values().Values is var sample && PackedValues.AreBits(sample.Span)
            ? figure.Compute(intervals)
            : BoundedMean.Of(sample, figure.Info.Minimum, figure.Info.Maximum, intervals),
    };

    // The front by cost: no model that costs as little may be better. Each such model is one comparison.
    private static IEnumerable<Bound> Pareto(
        EvaluationRun run, GateConfig gate, IReadOnlyList<ModelFigures> models, ModelFigures model, Figure figure, string cost)
    {
        Comparable(run, gate, model.ById[SamplePart.WholeOf(gate.Metric)]);
        var id = Bound.IdOf(gate, "on-pareto-front", cost);
        if (!CostFigures.Infos.ContainsKey(cost))
            throw new UserException($"{gate.Place}: the front is by a count of the cost axis, not by '{cost}' (allowed: {string.Join(", ", CostFigures.Infos.Keys)}){NearestName.Hint(cost, CostFigures.Infos.Keys)}");
        var rivals = models.Where(other => other != model && !(Count(other, cost) > Count(model, cost))).ToList();
        if (rivals.Count == 0)
            yield return new(gate, id, model.Model.Name, figure, true, -gate.Margin) { Settled = figure.Gap is null ? (GateOutcome.Pass, $"no other model of the run has as little {cost}") : null };
        foreach (var rival in rivals)
            yield return Versus(gate, id, model.Model, figure, ClippedFigure.Of(run, gate, new Baseline(rival.Model.Name, rival.Model.Sha256, rival.ById[SamplePart.WholeOf(gate.Metric)], false, null)), -gate.Margin) with { IsOneOfSeveral = true };
    }

    private static double? Count(ModelFigures model, string cost) =>
        model.ById[cost] is { Gap: null } count ? count.Compute(null!).Value : null;

    private static Bound Versus(GateConfig gate, string id, ModelRun model, Figure figure, Baseline baseline, double limit) =>
        new(gate, id, model.Name, Advantage.Of(figure, baseline), true, limit)
        {
            Against = (baseline, figure),
            Settled = baseline.Sha256 != model.Sha256 || figure.Gap is not null ? null
                : limit <= 0 && gate.BetterThan is null ? (GateOutcome.Pass, $"the file is that of {baseline.Name}, so they are equal by identity")
                : (GateOutcome.Fail, $"the file is that of {baseline.Name}, so neither is better"),
        };

    private static (Figure Whole, SamplePart? Part) FigureOf(EvaluationRun run, GateConfig gate, IReadOnlyList<ModelFigures> models, ModelFigures model)
    {
        if (Measurements.Infos.TryGetValue(gate.Metric, out var measured)) return (MeasuredFigure(run, gate, model, measured), null);
        if (model.ById.TryGetValue(gate.Metric, out var figure)) return (figure, null);
        if (SamplePart.Of(gate.Metric) is not { } part || !model.ById.TryGetValue(part.Metric, out var whole)) throw NoMetric(gate, model);
        if (part.WhyNot(run) is { } why) throw new UserException($"{gate.Place}: '{gate.Metric}': {why}");
        if (!Advantage.HasSampleValues(run, part.Metric))
            throw new UserException($"{gate.Place}: '{part.Metric}' is no mean of values of samples, so it has no figure on a part of them; take accuracy, brier or log-loss instead");
        return (whole, part);
    }

    private static Figure MeasuredFigure(EvaluationRun run, GateConfig gate, ModelFigures model, MetricInfo info)
    {
        if (gate.NotWorseThan is not null || gate.BetterThan is not null || gate.OnParetoFront is not null)
            throw new UserException($"{gate.Place}: '{gate.Metric}' is measured anew by each run, so it is judged by min and max only; compare models by cost/macs or cost/parameters");
        return run.Measured?.Of(model.Model.Name, gate.Metric) is { } estimate
            ? new(gate.Metric, info, _ => Estimate.Exact(estimate.Value, estimate.N) with { Note = estimate.Note }) { IsExact = true }
            : Figure.Missing(gate.Metric, info, "it was not measured (cost.latency)");
    }

    private static void Comparable(EvaluationRun run, GateConfig gate, Figure whole)
    {
        if (Advantage.WhyNot(run, whole) is { } why) throw new UserException($"{gate.Place}: {why}");
    }

    // Fails closed: a model that could not be opened keeps no bound.
    private static IEnumerable<Bound> Unopened(GateConfig gate, Failure failure)
    {
        string?[] ids =
        [
            gate.Min is { } min ? Bound.IdOf(gate, true, min) : null,
            gate.Max is { } max ? Bound.IdOf(gate, false, max) : null,
            gate.NotWorseThan is { } other ? Bound.IdOf(gate, "not-worse-than", other) : null,
            gate.BetterThan is { } lesser ? Bound.IdOf(gate, "better-than", lesser) : null,
            gate.OnParetoFront is { } cost ? Bound.IdOf(gate, "on-pareto-front", cost) : null,
        ];
        return ids.OfType<string>().Select(id => new Bound(gate, id, failure.Model, Unknown(gate, failure), true, double.NaN)
        {
            Settled = (GateOutcome.Fail, $"the model could not be opened: {failure.Message}"),
        });
    }

    private static Figure Unknown(GateConfig gate, Failure failure) =>
        Figure.Missing(gate.Metric, new(gate.Metric, "", double.NegativeInfinity, double.PositiveInfinity, ScoreDirection.Neither, ""), failure.Message);

    private static bool IsMeant(GateConfig gate, string model) => gate.Models is null || NamePattern.Matches(gate.Models, model);

    private static List<ModelFigures> Matching(EvaluationRun run, GateConfig gate, IReadOnlyList<ModelFigures> models)
    {
        var matching = models.Where(model => IsMeant(gate, model.Model.Name)).ToList();
        if (matching.Count > 0 || run.Failures.Any(failure => failure.IsUnopened && IsMeant(gate, failure.Model))) return matching;
        var names = models.Select(model => model.Model.Name).ToList();
        throw new UserException(
            $"{gate.Place}: the gate's models '{gate.Models}' match no model of the run ({string.Join(", ", names)}){NearestName.Hint(gate.Models!, names)}");
    }

    private static UserException NoMetric(GateConfig gate, ModelFigures model)
    {
        var ids = model.ById.Keys.Concat(Measurements.Infos.Keys).ToList();
        var axis = gate.Metric.Split('/')[0];
        var allowed = ids.Where(id => id.StartsWith(axis + "/", StringComparison.Ordinal) && !id.Contains('@', StringComparison.Ordinal)).ToList();
        if (allowed.Count == 0) allowed = [.. ids.Select(id => id.Split('/')[0] + "/…").Distinct()];
        return new($"{gate.Place}: the run has no metric '{gate.Metric}'{NearestName.Hint(gate.Metric, ids)} ({string.Join(", ", allowed)}{(ids.Any(id => id.Contains('@', StringComparison.Ordinal)) ? ", and others with @condition" : "")})");
    }
}
