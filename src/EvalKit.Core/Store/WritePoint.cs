namespace EvalKit.Core.Store;

/// <summary>A point in the writing of a file, at which a test may end the process.</summary>
public enum WritePoint
{
    /// <summary>The content is on disk, and the file has not got its name yet.</summary>
    BeforeRename,

    /// <summary>The file has its name, and nobody has been told yet.</summary>
    AfterRename,
}
