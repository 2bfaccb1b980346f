using EvalKit.Core.Errors;

namespace EvalKit.Core.Store;

/// <summary>What a user can do where a file cannot be written, or the machine has no more to give.</summary>
public static class Unwritable
{
    private const string Full = "the disk is full; free some space";

    // .NET gives Linux's errno as it is, and Windows's error behind 0x8007.
    private static readonly Dictionary<int, string> Mended = new()
    {
        [28] = Full,
        [unchecked((int)0x80070027)] = Full,
        [unchecked((int)0x80070070)] = Full,
        [122] = "the quota of disk space is used up; free some space",
        [23] = "the machine has no file handle left; close programs",
        [24] = "the process may open no further file; raise the limit (ulimit -n)",
        [5] = "the device failed; check it",
        [116] = "the network file system lost it; see that it is mounted",
    };

    /// <summary>What mends a failure after which the same command may do better; null where nothing does.</summary>
    /// <param name="problem">What the operating system says.</param>
    public static string? Mend(IOException problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Mended.GetValueOrDefault(problem.HResult);
    }

    /// <summary>The error to throw.</summary>
    /// <param name="path">What could not be written.</param>
    /// <param name="problem">What the operating system says.</param>
    public static UserException Of(string path, Exception problem) =>
        problem is IOException failed && Mend(failed) is { } mend
            ? new RetryException($"{path}: cannot be written: {mend}, and run the same command again: what is finished is kept", problem)
            : new UserException($"{path}: cannot be written ({problem.Message.TrimEnd('.')}); give another folder with --out, or make this one writable", problem);
}
