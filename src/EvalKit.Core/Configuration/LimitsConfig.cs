namespace EvalKit.Core.Configuration;

/// <summary>What a model may take before its worker is ended. Limits change no figure, and so no unit's id.</summary>
/// <param name="Time">
/// The longest time without progress: for opening a model, and for a call of it on one batch. Left out, it comes from the
/// rate measured so far and is never below two minutes.
/// </param>
/// <param name="Memory">The most memory of a worker, mapped files not counted. Left out, nine tenths of what the process may use.</param>
public sealed record LimitsConfig(TimeSpan? Time = null, ByteSize? Memory = null);
