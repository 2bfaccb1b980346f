namespace EvalKit.Core.Execution;

/// <summary>
/// Work on many items by several threads, each of which takes the next item when it is free, so that none idles while
/// another has items in hand. The threads are its own: the thread pool stays free for what is written meanwhile.
/// </summary>
internal static class SharedWork
{
    /// <summary>Does the work. When it fails for an item, no further item is begun.</summary>
    /// <param name="items">The items; one thread at a time asks for the next.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    /// <param name="work">What is done with an item.</param>
    /// <param name="cancellation">Ends the work between items.</param>
    public static async Task RunAsync<T>(IEnumerable<T> items, int threads, Action<T> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var left = items.GetEnumerator();
        var gate = new Lock();
        var workers = new Task[threads];
        for (var i = 0; i < threads; i++)
            workers[i] = Task.Factory.StartNew(TakeAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        await Task.WhenAll(workers).ConfigureAwait(false);

        void TakeAll()
        {
            try
            {
                while (!stop.IsCancellationRequested && TryTake(out var item)) work(item);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }

        bool TryTake(out T item)
        {
            lock (gate)
            {
                var any = left.MoveNext();
                item = any ? left.Current : default!;
                return any;
            }
        }
    }
}
