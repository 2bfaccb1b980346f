namespace EvalKit.Core.Execution;

/// <summary>A process that runs models on behalf of a supervisor. It answers one request at a time.</summary>
public interface IWorker : IAsyncDisposable
{
    /// <summary>Sends a request and yields the answers as they come, without the closing <see cref="Done"/>.</summary>
    /// <exception cref="WorkerDiedException">The process ended before the request was met.</exception>
    IAsyncEnumerable<WorkerReply> AskAsync(WorkerRequest request, CancellationToken cancellation);
}

/// <summary>A worker process ended in the middle of a request.</summary>
public sealed class WorkerDiedException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">How it ended: exit code or signal, and its last words.</param>
    public WorkerDiedException(string message)
        : base(message)
    {
    }
}
