using EvalKit.Core.Models;
using EvalKit.Core.Planning;

namespace EvalKit.Core.Execution;

/// <summary>Keeps models open between jobs while they fit the memory given, closing the least recently used first.</summary>
/// <param name="open">Opens a model.</param>
/// <param name="budget">The sum of the models' bytes up to which they stay open; the models of one job always do.</param>
public sealed class ModelPool(Func<PlannedModel, IModel> open, long budget) : IDisposable
{
    // An open session holds about the file's weights, their prepacked copy and some activations.
    private const int SessionBytesPerFileByte = 3;

    private readonly LinkedList<(PlannedModel Planned, IModel Model)> _recent = new();

    /// <summary>The memory that models may share in this process: a quarter of what it may use.</summary>
    public static long DefaultBudget => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>The memory that an open model is taken to need.</summary>
    public static long Bytes(PlannedModel model) => model.Probed.Facts.Bytes * SessionBytesPerFileByte;

    /// <summary>Opens a model, or gives the one already open.</summary>
    public IModel Open(PlannedModel model)
    {
        for (var node = _recent.First; node is not null; node = node.Next)
        {
            if (node.Value.Planned.Name != model.Name) continue;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Model;
        }

        var opened = open(model);
        _recent.AddFirst((model, opened));
        return opened;
    }

    /// <summary>Closes the models that no longer fit; called between jobs.</summary>
    public void Trim()
    {
        while (_recent.Count > 1 && _recent.Sum(one => Bytes(one.Planned)) > budget) Close(_recent.Last!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_recent.Last is { } node) Close(node);
    }

    private void Close(LinkedListNode<(PlannedModel Planned, IModel Model)> node)
    {
        node.Value.Model.Dispose();
        _recent.Remove(node);
    }
}
