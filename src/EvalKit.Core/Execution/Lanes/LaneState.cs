namespace EvalKit.Core.Execution.Lanes;

/// <summary>What a lane does.</summary>
internal enum LaneState
{
    /// <summary>It has no work, or has done it.</summary>
    Ended,

    /// <summary>It waits for its turn.</summary>
    Ready,

    /// <summary>It works.</summary>
    Running,

    /// <summary>It waits for the model.</summary>
    Asking,
}
