using EvalKit.Core.Attributions;
using EvalKit.Core.Errors;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Planning;

/// <summary>A plan with the methods that it names. A plan is read back from its file without the configuration.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Perturbations">The perturbations by name.</param>
/// <param name="Sweeps">The graded perturbations of which levels are tried, by name.</param>
/// <param name="Attributions">The attribution methods by name.</param>
/// <param name="Substrates">What replaces removed pixels, in order.</param>
/// <param name="Metrics">The figures of explanations, in order.</param>
public sealed record BoundPlan(
    Plan Plan,
    IReadOnlyDictionary<string, PluginInstance<IPerturbation>> Perturbations,
    IReadOnlyDictionary<string, PluginInstance<IGradedImagePerturbation>> Sweeps,
    IReadOnlyDictionary<string, PluginInstance<IAttributionMethod>> Attributions,
    IReadOnlyList<PluginInstance<ISubstrate>> Substrates,
    IReadOnlyList<PluginInstance<IExplanationMetric>> Metrics)
{
    /// <summary>Finds the methods of a plan.</summary>
    /// <exception cref="UserException">The plan names a method that this version lacks.</exception>
    public static BoundPlan Of(Plan plan, PluginCatalog catalog)
    {
        return new BoundPlan(
            plan,
            plan.Perturbations.Select(one => Bind<IPerturbation>(one.Method)).ToDictionary(one => one.Name, StringComparer.Ordinal),
            plan.Sweeps.Select(one => Bind<IGradedImagePerturbation>(one.Method)).ToDictionary(one => one.Name, StringComparer.Ordinal),
            (plan.Explanations?.Attributions ?? []).Select(one => Bind<IAttributionMethod>(one.Method)).ToDictionary(one => one.Name, StringComparer.Ordinal),
            [.. (plan.Explanations?.Substrates ?? []).Select(Bind<ISubstrate>)],
            [.. (plan.Explanations?.Metrics ?? []).Select(Bind<IExplanationMetric>)]);

        PluginInstance<T> Bind<T>(PlannedMethod method)
            where T : class, IPlugin
        {
            try
            {
                return catalog.Create<T>(method.Kind, method.Parameters, method.Name);
            }
            catch (UserException problem)
            {
                throw new UserException($"{PlanFile.Name}: {problem.Message}", problem);
            }
        }
    }

    /// <summary>What is planned that explanation metrics have parts for.</summary>
    public ExplanationNames Names { get; } = Planner.NamesOf(Plan);

    /// <summary>The planned model of a name.</summary>
    public PlannedModel Model(string name) => Plan.Models.First(model => model.Name == name);
}
