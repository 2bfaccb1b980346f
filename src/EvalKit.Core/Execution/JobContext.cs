using EvalKit.Core.Attributions;
using EvalKit.Core.Data;
using EvalKit.Core.Models;
using EvalKit.Core.Planning;
using EvalKit.Core.Store;

namespace EvalKit.Core.Execution;

/// <summary>What the jobs of a worker share.</summary>
/// <param name="Bound">The plan and its methods.</param>
/// <param name="Data">The data.</param>
/// <param name="Copies">The perturbed copies of the data.</param>
/// <param name="Store">Where units go.</param>
/// <param name="Open">Opens a model, or gives the one already open.</param>
/// <param name="Threads">The number of threads that work at once.</param>
public sealed record JobContext(
    BoundPlan Bound,
    IDataset Data,
    PerturbedCopies Copies,
    RunStore Store,
    Func<PlannedModel, IModel> Open,
    int Threads)
{
    /// <summary>The plan.</summary>
    public Plan Plan => Bound.Plan;

    /// <summary>All pictures of the run, as a model sees them, for methods that compare with them.</summary>
    /// <param name="view">The geometry of the model's pictures.</param>
    public IReferencePictures ReferencesFor(ImageView view) => new DataReferences(Data, view, Plan.Data.Samples);
}
