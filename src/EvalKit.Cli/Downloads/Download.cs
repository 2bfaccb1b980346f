using System.Buffers;
using System.Net;
using EvalKit.Core.Errors;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Downloads;

/// <summary>Receives files, goes on where an earlier try ended, and checks that what came is whole and is what was announced.</summary>
/// <param name="web">Opens the connections.</param>
/// <param name="retries">Tries again.</param>
/// <param name="limits">What a file may take.</param>
/// <param name="progress">Learns how it goes.</param>
internal sealed class Download(WebAccess web, Retries retries, PullLimits limits, IPullProgress progress)
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Receives a file into its part file, whole, with the hashes that it must have.</summary>
    /// <param name="file">The file.</param>
    /// <param name="target">Where it goes in the end; nothing is there after this call that was not there before.</param>
    /// <param name="cancellation">Ends the work; what was received is kept.</param>
    /// <exception cref="UserException">It is not there, too large, of another size than announced, or has another hash.</exception>
    /// <exception cref="TransientException">A later try may succeed.</exception>
    public async Task<ReceivedFile> ReceiveAsync(RemoteFile file, string target, CancellationToken cancellation)
    {
        var part = PartFile.Open(target, file.Address);
        try
        {
            var linked = await retries.RunAsync(() => TryAsync(file, part, cancellation), () => part.Length, cancellation).ConfigureAwait(false);
            part.Complete();
            var sha256 = await FileHash.OfAsync(part.Path, cancellation).ConfigureAwait(false);
            var required = file.Requiring("the hub (X-Linked-Etag)", linked).Hashes;
            if (required.FirstOrDefault(one => one.Value != sha256) is { Key: { } source } other)
            {
                part.Discard();
                throw new UserException($"{file.Reference}: refused, nothing was placed: its SHA-256 is\n  {sha256}, but by {source} it must be\n  {other.Value}");
            }

            return new ReceivedFile(file, target, part, part.Length, sha256);
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    private async Task<string?> TryAsync(RemoteFile file, PartFile part, CancellationToken cancellation)
    {
        // An earlier pull may have ended between the last byte and the name.
        if (file.Bytes == part.Length && part.Validator is not null) return null;
        using var answer = await web.GetAsync(file.Address, part.Validator is null ? 0 : part.Length, part.Validator, cancellation).ConfigureAwait(false);
        var content = answer.Response.Content;
        if (content.Headers.ContentEncoding.Any(encoding => encoding != "identity"))
            throw new UserException($"{file.Reference}: the server sends it encoded ({string.Join(", ", content.Headers.ContentEncoding)}), which was not asked for; refused");

        long? total;
        switch (answer.Response.StatusCode)
        {
            case HttpStatusCode.PartialContent when content.Headers.ContentRange is { From: { } from } range && from == part.Length:
                total = range.Length;
                break;
            case HttpStatusCode.OK:
                part.Restart(answer.Validator);
                total = content.Headers.ContentLength;
                break;
            default:
                part.Restart(null);
                throw new TransientException($"{file.Reference}: the server does not go on from where it was asked to; it is received anew");
        }

        Check(file, part, total, answer.LinkedBytes);
        await CopyAsync(file, part, content, total ?? file.Bytes, cancellation).ConfigureAwait(false);
        return answer.LinkedSha256;
    }

    private void Check(RemoteFile file, PartFile part, long? total, long? linked)
    {
        foreach (var announced in new[] { total, linked })
        {
            if (announced is { } size && file.Bytes is { } listed && size != listed)
                throw new UserException($"{file.Reference}: refused: the server announces {size} bytes, but {listed} are listed");
        }

        if ((total ?? file.Bytes) is not { } bytes) return;
        if (bytes > limits.MostBytes)
            throw new UserException($"{file.Reference}: has {Humanised.Bytes(bytes)}, more than the {Humanised.Bytes(limits.MostBytes)} that are allowed; --max-gb allows more");
        var free = limits.FreeBytes(Path.GetDirectoryName(part.Path)!);
        if (bytes - part.Length > free)
            throw new UserException($"{file.Reference}: needs {Humanised.Bytes(bytes - part.Length)} more, but only {Humanised.Bytes(free)} are free in {Path.GetDirectoryName(part.Path)}; free some, or give another folder with --out");
    }

    private async Task CopyAsync(RemoteFile file, PartFile part, HttpContent content, long? total, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                while (await web.WithinAsync(file.Address, async limited => await body.ReadAsync(buffer, limited).ConfigureAwait(false), cancellation).ConfigureAwait(false) is > 0 and var read)
                {
                    if (part.Length + read > (total ?? limits.MostBytes))
                    {
                        part.Discard();
                        throw new UserException($"{file.Reference}: refused: the server sends more than the {total ?? limits.MostBytes} bytes that {(total is null ? "are allowed (--max-gb)" : "it should have")}");
                    }

                    part.Append(buffer, read);
                    progress.Received(file.Path, part.Length, total);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (part.Length < total) throw new TransientException($"{file.Reference}: the connection ended after {part.Length} of {total} bytes");
    }
}
