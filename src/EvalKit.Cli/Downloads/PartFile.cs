using System.Text;
using EvalKit.Core.Errors;
using EvalKit.Core.Store;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// What is received of a file, beside the place where the file goes: <c>NAME.part</c>, with <c>NAME.part.of</c>, which says what it
/// is a part of and keeps other pulls away. Both outlive the process, so that a later pull goes on from there.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Extension = ".part";
    private const string NoteExtension = ".part.of";

    // What .NET says of a file that another process keeps for itself: Linux's EWOULDBLOCK, macOS's, and Windows's sharing violation.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly string _target;
    private readonly string _address;
    private readonly FileStream _note;
    private readonly FileStream _bytes;

    private PartFile(string target, Uri address)
    {
        (_target, _address) = (target, address.AbsoluteUri);
        _note = new FileStream(target + NoteExtension, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _bytes = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch
        {
            _note.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path => _target + Extension;

    /// <summary>The bytes that are there.</summary>
    public long Length { get; private set; }

    /// <summary>What tells the version of these bytes from another; null where nothing does, so that they are of no use.</summary>
    public string? Validator { get; private set; }

    /// <summary>Opens the part of a file, or begins one.</summary>
    /// <param name="target">Where the file goes.</param>
    /// <param name="address">Its address; a part of something else is thrown away.</param>
    /// <exception cref="UserException">The folder cannot be written.</exception>
    /// <exception cref="RetryException">Another pull receives the same file, or the disk is full.</exception>
    public static PartFile Open(string target, Uri address)
    {
        var part = Writing(target, () =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            return new PartFile(target, address);
        });
        using var reader = new StreamReader(part._note, leaveOpen: true);
        if (reader.ReadLine() == part._address && reader.ReadLine() is { Length: > 0 } validator)
            (part.Validator, part.Length, part._bytes.Position) = (validator, part._bytes.Length, part._bytes.Length);
        else part.Restart(null);
        return part;
    }

    /// <summary>Throws the bytes away.</summary>
    /// <param name="validator">What the version is that follows, or null.</param>
    public void Restart(string? validator)
    {
        Writing(_target, () =>
        {
            // First the bytes: the note must never tell of others.
            _bytes.SetLength(0);
            _note.SetLength(0);
            _note.Write(Encoding.UTF8.GetBytes($"{_address}\n{validator}\n"));
            _note.Flush();
            return true;
        });
        (Validator, Length) = (validator, 0);
    }

    /// <summary>Appends bytes.</summary>
    public void Append(byte[] buffer, int count)
    {
        Writing(_target, () =>
        {
            _bytes.Write(buffer, 0, count);
            return true;
        });
        Length += count;
    }

    /// <summary>Makes sure that all bytes are on the disk; from now on they can be read, and no more come.</summary>
    public void Complete() => Writing(_target, () =>
    {
        _bytes.Flush(flushToDisk: true);
        _bytes.Dispose();
        return true;
    });

    /// <summary>Gives the completed file its name, in one step.</summary>
    public void Place() => Writing(_target, () =>
    {
        File.Move(Path, _target, overwrite: true);
        _note.Dispose();
        File.Delete(_target + NoteExtension);
        return true;
    });

    /// <summary>Throws everything away.</summary>
    public void Discard() => Writing(_target, () =>
    {
        Dispose();
        File.Delete(Path);
        File.Delete(_target + NoteExtension);
        return true;
    });

    /// <summary>Closes the file and lets other pulls at it.</summary>
    public void Dispose()
    {
        _bytes.Dispose();
        _note.Dispose();
    }

    private static T Writing<T>(string target, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Taken.Contains(problem.HResult) ? new RetryException($"{target}: another pull is at it", problem) : Unwritable.Of(target, problem);
        }
    }
}
