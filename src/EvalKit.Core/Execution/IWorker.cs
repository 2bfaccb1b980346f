namespace EvalKit.Core.Execution;

/// <summary>A process that runs models on behalf of a supervisor. It answers one request at a time.</summary>
public interface IWorker : IAsyncDisposable
{
    /// <summary>Sends a request and yields the answers as they come, without the closing <see cref="Done"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="patience">How long the process may take without an answer before it is ended.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="WorkerDiedException">The process ended, or was ended, before the request was met.</exception>
    IAsyncEnumerable<WorkerReply> AskAsync(WorkerRequest request, Patience patience, CancellationToken cancellation);
}

/// <summary>A worker process ended in the middle of a request.</summary>
public sealed class WorkerDiedException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="death">How it ended.</param>
    public WorkerDiedException(WorkerDeath death)
        : base(death?.Text) => Death = death!;

    /// <summary>How it ended.</summary>
    public WorkerDeath Death { get; }
}
