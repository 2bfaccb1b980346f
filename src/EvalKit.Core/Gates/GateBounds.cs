using EvalKit.Core.Configuration;
using EvalKit.Core.Errors;
using EvalKit.Core.Reports;
using EvalKit.Core.Reports.Figures;

namespace EvalKit.Core.Gates;

/// <summary>Finds the figures that gates speak of.</summary>
public static class GateBounds
{
    /// <summary>
    /// Checks that every gate names a metric and a model that the run will have; to be called before anything runs, with
    /// models that hold no predictions yet.
    /// </summary>
    /// <param name="run">The planned run.</param>
    /// <exception cref="UserException">A gate does not; the message names the place and the nearest valid name.</exception>
    public static void Check(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Of(run.Gates, ModelFigures.Of(run, run.Models));
    }

    /// <summary>The bounds of all gates, by gate, then by model, the minimum first.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="models">The models' figures.</param>
    /// <exception cref="UserException">A gate names a metric or a model that the run does not have.</exception>
    internal static IReadOnlyList<Bound> Of(IReadOnlyList<GateConfig> gates, IReadOnlyList<ModelFigures> models)
    {
        var bounds = new List<Bound>();
        foreach (var gate in gates)
        {
            foreach (var model in Matching(gate, models))
            {
                if (!model.ById.TryGetValue(gate.Metric, out var figure)) throw NoMetric(gate, model);
                if (gate.Min is { } min) bounds.Add(new(gate, true, min, model.Model.Name, figure));
                if (gate.Max is { } max) bounds.Add(new(gate, false, max, model.Model.Name, figure));
            }
        }

        return bounds;
    }

    private static List<ModelFigures> Matching(GateConfig gate, IReadOnlyList<ModelFigures> models)
    {
        var matching = models.Where(model => gate.Models is null || NamePattern.Matches(gate.Models, model.Model.Name)).ToList();
        if (matching.Count > 0 || gate.Models is null) return matching;
        var names = models.Select(model => model.Model.Name).ToList();
        throw new UserException(
            $"{gate.Place}: the gate's models '{gate.Models}' match no model of the run ({string.Join(", ", names)}){NearestName.Hint(gate.Models, names)}");
    }

    private static UserException NoMetric(GateConfig gate, ModelFigures model)
    {
        if (Measurements.Infos.ContainsKey(gate.Metric))
        {
            return new($"{gate.Place}: the gate's metric '{gate.Metric}' is measured anew by each run and has no gate; judge cost/macs or cost/parameters instead");
        }

        var ids = model.ById.Keys;
        var axis = gate.Metric.Split('/')[0];
        var allowed = ids.Where(id => id.StartsWith(axis + "/", StringComparison.Ordinal) && !id.Contains('@', StringComparison.Ordinal)).ToList();
        if (allowed.Count == 0) allowed = [.. ids.Select(id => id.Split('/')[0] + "/…").Distinct()];
        return new($"{gate.Place}: the run has no metric '{gate.Metric}'{NearestName.Hint(gate.Metric, ids)} ({string.Join(", ", allowed)}{(ids.Any(id => id.Contains('@', StringComparison.Ordinal)) ? ", and others with @condition" : "")})");
    }
}
