using System.Collections.Concurrent;
using EvalKit.Core.Data;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>The copies of the data that a plan reads, each opened when it is first needed. Safe to use from several threads.</summary>
/// <param name="bound">The plan and its methods.</param>
/// <param name="clean">The clean data.</param>
/// <param name="folder">The folder that the plan's paths start from.</param>
public sealed class PerturbedCopies(BoundPlan bound, IDataset clean, string folder) : IDisposable
{
    private readonly ConcurrentDictionary<Condition, Lazy<IDataset>> _open = new();

    /// <summary>The data of a condition: a copy where the condition has one, else the clean data.</summary>
    /// <exception cref="Errors.UserException">The copy cannot be opened.</exception>
    public IDataset Of(Condition condition) =>
        condition.Severity == 0 || bound.Perturbations[condition.Kind].Method is not IPerturbedCopy copy
            ? clean
            : _open.GetOrAdd(condition, _ => new(() => copy.Open(folder, clean, bound.Plan.Data.PerturbedSamples, condition.Severity))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _open.Values.Where(copy => copy.IsValueCreated)) copy.Value.Dispose();
    }
}
