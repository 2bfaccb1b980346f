using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using EvalKit.Core.Errors;

namespace EvalKit.Core.Store;

/// <summary>
/// The folder of a run: finished units, failures, the plan and the reports. Several processes may use it at once; two
/// writers of one unit are harmless, since they write the same bytes.
/// </summary>
/// <param name="folder">The folder; created when first written to.</param>
/// <param name="reached">Called with a file's name at each point of its writing; for tests of interruption.</param>
public sealed class RunStore(string folder, Action<WritePoint, string>? reached = null)
{
    private const string Units = "units";
    private const string Failures = "failures";
    private const string Measured = "measured.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // Where files are made before they are written: as many as there were writers at a time.
    private readonly ConcurrentBag<MemoryStream> _rooms = [];

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Whether a unit's file exists; it is checked when it is read.</summary>
    public bool Contains(string unit) => File.Exists(UnitPath(unit));

    /// <summary>Reads a unit.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public async Task<UnitTable> ReadAsync(string unit, CancellationToken cancellation)
    {
        var bytes = await File.ReadAllBytesAsync(UnitPath(unit), cancellation).ConfigureAwait(false);
        return await TableAsync(unit, bytes, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads columns of a unit in the midst of a computation, where nothing can be awaited.</summary>
    /// <param name="unit">The unit's id.</param>
    /// <param name="wanted">The columns' names.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="RetryException">The file is gone.</exception>
    internal UnitTable Read(string unit, IReadOnlyCollection<string> wanted)
    {
        try
        {
            using var file = new FileStream(UnitPath(unit), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var bytes = MemoryPool<byte>.Shared.Rent(checked((int)file.Length));
            var whole = bytes.Memory[..(int)file.Length];
            file.ReadExactly(whole.Span);
            return TableAsync(unit, whole, wanted, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (IOException gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RetryException($"{UnitPath(unit)}: was there and is gone; run the same command again, which computes it anew", gone);
        }
    }

    /// <summary>Writes a finished unit and forgets its failure.</summary>
    /// <exception cref="UserException">The folder cannot be written, or the disk is full.</exception>
    public async Task WriteAsync(string unit, UnitTable table, CancellationToken cancellation)
    {
        if (!_rooms.TryTake(out var room)) room = new MemoryStream();
        var bytes = await UnitFile.WriteAsync(table, room, cancellation).ConfigureAwait(false);
        await AtomicFile.WriteAsync(
            UnitPath(unit), (stream, token) => stream.WriteAsync(bytes, token).AsTask(), cancellation, reached).ConfigureAwait(false);
        _rooms.Add(room);
        if (File.Exists(FailurePath(unit))) File.Delete(FailurePath(unit));
    }

    /// <summary>Takes over a unit that another folder holds, as it is.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="unit">The unit's id.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="UserException">
    /// This folder holds the unit with other values, so one of the two is wrong; or the folder cannot be written, or the disk is full.
    /// </exception>
    public async Task TakeAsync(RunStore from, string unit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        await from.ReadAsync(unit, cancellation).ConfigureAwait(false);
        var bytes = await File.ReadAllBytesAsync(from.UnitPath(unit), cancellation).ConfigureAwait(false);
        if (await AtomicFile.CreateAsync(UnitPath(unit), bytes, cancellation, reached).ConfigureAwait(false)) return;
        var held = await File.ReadAllBytesAsync(UnitPath(unit), cancellation).ConfigureAwait(false);
        if (!bytes.AsSpan().SequenceEqual(held)) throw new UserException($"{UnitPath(unit)} and {from.UnitPath(unit)} are one unit with different values: the machines do not compute alike, or a file was changed");
    }

    /// <summary>Removes a unit that does not read back whole, so that it is computed again.</summary>
    public void Remove(string unit) => File.Delete(UnitPath(unit));

    /// <summary>Keeps a failure.</summary>
    public Task WriteFailureAsync(UnitFailure failure, CancellationToken cancellation) =>
        AtomicFile.WriteAsync(
            FailurePath(failure.Unit), (stream, token) => JsonSerializer.SerializeAsync(stream, failure, Json, token), cancellation);

    /// <summary>The failure of a unit, or null.</summary>
    /// <exception cref="UserException">What was kept of it is damaged.</exception>
    public UnitFailure? Failure(string unit)
    {
        var path = FailurePath(unit);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<UnitFailure>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException damage)
        {
            throw new UserException($"{path}: it does not tell of a failure as EvalKit does ({damage.Message}); delete it, and 'evalkit run CONFIG' tries the unit again", damage);
        }
    }

    /// <summary>Writes a file beside the units, such as the plan.</summary>
    /// <exception cref="UserException">The folder cannot be written, or the disk is full.</exception>
    public Task WriteFileAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        AtomicFile.WriteAsync(Path.Combine(Folder, name), write, cancellation, reached);

    /// <summary>Throws away all stored results, so that they are computed anew; other files of the folder stay.</summary>
    public void Clear()
    {
        foreach (var sub in new[] { Units, Failures })
            if (Directory.Exists(Path.Combine(Folder, sub))) Directory.Delete(Path.Combine(Folder, sub), recursive: true);
        if (File.Exists(Path.Combine(Folder, Measured))) File.Delete(Path.Combine(Folder, Measured));
    }

    /// <summary>Deletes what killed processes left half-written.</summary>
    /// <param name="isAlone">Whether this process holds the folder alone (<see cref="RunLock.Alone"/>).</param>
    public void Sweep(bool isAlone)
    {
        foreach (var file in AtomicFile.Abandoned(Folder, isAlone)) File.Delete(file);
    }

    /// <summary>The files of units, of any plan.</summary>
    internal IReadOnlyList<FileInfo> UnitFiles() => Files(Units, "*.parquet");

    /// <summary>The files of failures, of any plan.</summary>
    internal IReadOnlyList<FileInfo> FailureFiles() => Files(Failures, "*.json");

    // Temporary files begin with a dot.
    private FileInfo[] Files(string folder, string pattern) => new DirectoryInfo(Path.Combine(Folder, folder)) is { Exists: true } found
        ? [.. found.GetFiles(pattern).Where(file => !file.Name.StartsWith('.')).OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];

    private async Task<UnitTable> TableAsync(string unit, Memory<byte> bytes, IReadOnlyCollection<string>? wanted, CancellationToken cancellation)
    {
        try
        {
            return await UnitFile.ReadAsync(bytes, wanted, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{UnitPath(unit)}: {damage.Message}", damage);
        }
    }

    private string UnitPath(string unit) => Path.Combine(Folder, Units, unit + ".parquet");

    private string FailurePath(string unit) => Path.Combine(Folder, Failures, unit + ".json");
}
