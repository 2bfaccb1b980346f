using System.Text.Json;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Store;

/// <summary>
/// Keeps two runs out of one folder. A whole run holds the folder alone; shards of one plan share it, one shard twice
/// included, since two writers of one unit write the same bytes. The lock is the operating system's on the empty file
/// <c>.lock</c>, so it ends with its process, however that ends; who holds it stands in <c>.lock.HOST.PROCESS</c>, which says
/// nothing once the lock is free. Nobody waits: a folder in use is an error that a retry may mend.
/// </summary>
/// <remarks>
/// The lock is flock(2) on Unix, over NFS a byte-range lock of the server. Where a file system has no locks, .NET gives the
/// lock to everybody: two runs are then harmless, but nobody is told.
/// </remarks>
public sealed class RunLock : IDisposable
{
    private const string Name = ".lock";

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;
    private readonly string _holder;

    private RunLock(FileStream stream, string holder) => (_lock, _holder) = (stream, holder);

    /// <summary>Takes a folder for one process alone: for a whole run, or to clean up.</summary>
    /// <param name="folder">The run's folder; created where it is not there.</param>
    /// <param name="what">What the process does, such as <c>evalkit run</c>.</param>
    /// <param name="time">The clock that says since when.</param>
    /// <exception cref="RetryException">Another process uses the folder; the message says which.</exception>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    public static RunLock Alone(string folder, string what, TimeProvider time)
    {
        var taken = Take(folder, what, time, FileAccess.ReadWrite, FileShare.None);
        // Nobody else holds the lock, so what others said of themselves is left from processes that were killed.
        foreach (var file in HolderFiles(folder))
            if (file != taken._holder) File.Delete(file);
        return taken;
    }

    /// <summary>Takes a folder together with others that share it: for a shard of a plan.</summary>
    /// <param name="folder">The run's folder; created where it is not there.</param>
    /// <param name="what">What the process does, such as <c>evalkit run --shard 2/8</c>.</param>
    /// <param name="time">The clock that says since when.</param>
    /// <exception cref="RetryException">A process uses the folder alone; the message says which.</exception>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    public static RunLock Shared(string folder, string what, TimeProvider time) => Take(folder, what, time, FileAccess.Read, FileShare.Read);

    /// <summary>Who said that they use a folder; those among them that were killed are there too until the next whole run.</summary>
    /// <param name="folder">The run's folder.</param>
    public static IReadOnlyList<RunHolder> Holders(string folder) => [.. HolderFiles(folder).Select(Read).OfType<RunHolder>().OrderBy(holder => holder.Since)];

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        File.Delete(_holder);
        _lock.Dispose();
    }

    private static RunLock Take(string folder, string what, TimeProvider time, FileAccess access, FileShare share)
    {
        ArgumentNullException.ThrowIfNull(time);
        FileStream? stream = null;
        try
        {
            Directory.CreateDirectory(folder);
            stream = new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, access, share);
            foreach (var dead in HolderFiles(folder).Where(file => Read(file) is { } other && other.Host == Environment.MachineName && !AtomicFile.Lives(other.Process)))
                File.Delete(dead);
            var holder = new RunHolder(Environment.ProcessId, Environment.MachineName, time.GetUtcNow(), what);
            var file = Path.GetFullPath(Path.Combine(folder, $"{Name}.{holder.Host}.{holder.Process}"));
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(holder));
            return new RunLock(stream, file);
        }
        catch (IOException busy) when (stream is null && InUse.Contains(busy.HResult))
        {
            var who = Holders(folder) is { Count: > 0 } holders ? string.Join("; ", holders.Select(holder => holder.Text)) : "another process";
            throw new RetryException($"{folder}: in use ({who}); wait until it ends, or stop it, or give another folder with --out. Finished units are kept either way", busy);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw Unwritable.Of(folder, problem);
        }
    }

    // The pattern ".lock.*" would match the lock itself.
    private static IEnumerable<string> HolderFiles(string folder) => !Directory.Exists(folder) ? [] :
        Directory.GetFiles(Path.GetFullPath(folder)).Where(file => Path.GetFileName(file).StartsWith(Name + ".", StringComparison.Ordinal));

    // Another process may be writing it, or have just deleted it.
    private static RunHolder? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunHolder>(File.ReadAllBytes(file));
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return null;
        }
    }
}
