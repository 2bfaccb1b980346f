using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>
/// Explains the samples of a unit in groups of consecutive ones, whose calls of the model are joined. The groups are the
/// plan's: they depend on the pictures' size only. Threads take whole groups.
/// </summary>
internal static class SampleGroups
{
    /// <summary>Does the work.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The number of samples of the unit.</param>
    /// <param name="threads">The number of threads that work at once.</param>
    /// <param name="work">Works on one sample, counted from the unit's first, with the model that it is given.</param>
    /// <param name="cancellation">Ends the work between two calls of the model.</param>
    public static async Task RunAsync(IModel model, int samples, int threads, Action<IModel, int> work, CancellationToken cancellation)
    {
        var size = BatchSize.Together(model.Signature.Input);
        using var crews = new ThreadLocal<LaneCrew>(() => new LaneCrew(size), trackAllValues: true);
        try
        {
            await SharedWork.RunAsync(
                Enumerable.Range(0, (samples + size - 1) / size),
                threads,
                group => crews.Value!.Run(model, Math.Min(size, samples - (group * size)), (seen, lane) => work(seen, (group * size) + lane)),
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var crew in crews.Values) crew.Dispose();
        }
    }
}
