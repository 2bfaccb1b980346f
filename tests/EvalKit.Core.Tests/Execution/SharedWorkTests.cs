using System.Collections.Concurrent;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;

namespace EvalKit.Core.Tests.Execution;

public sealed class SharedWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_item_is_worked_on_once()
    {
        var done = new ConcurrentBag<int>();
        await SharedWork.RunAsync(Enumerable.Range(0, 1000), 4, done.Add, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 1000), done.Order());
    }

    [Fact]
    public async Task As_few_items_as_threads_keep_all_threads_busy()
    {
        using var together = new Barrier(3);
        await SharedWork.RunAsync(Enumerable.Range(0, 3), 3, _ => Assert.True(together.SignalAndWait(Patience)), CancellationToken.None);
    }

    [Fact]
    public async Task A_failure_is_thrown_and_no_further_item_begun()
    {
        var begun = 0;
        await Assert.ThrowsAsync<UserException>(() => SharedWork.RunAsync(Enumerable.Range(0, 1000), 1, item =>
        {
            begun++;
            if (item == 4) throw new UserException("damaged");
        }, CancellationToken.None));
        Assert.Equal(5, begun);
    }

    [Fact]
    public async Task Cancellation_ends_the_work()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SharedWork.RunAsync(Enumerable.Range(0, 1000), 1, item =>
        {
            begun++;
            if (item == 4) stop.Cancel();
        }, stop.Token));
        Assert.Equal(5, begun);
    }
}
