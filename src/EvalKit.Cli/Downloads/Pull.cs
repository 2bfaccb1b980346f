using EvalKit.Core.Errors;
using EvalKit.Onnx.Graphs;

namespace EvalKit.Cli.Downloads;

/// <summary>Brings a model and what belongs to it into a folder: all of it, or nothing.</summary>
/// <param name="hub">The hub.</param>
/// <param name="web">Opens the connections.</param>
/// <param name="retries">Tries again.</param>
/// <param name="download">Receives files.</param>
/// <param name="settings">How to pull.</param>
internal sealed class Pull(Hub hub, WebAccess web, Retries retries, Download download, PullSettings settings)
{
    /// <summary>Pulls what a reference names.</summary>
    /// <returns>The files, the one that was asked for first.</returns>
    /// <exception cref="UserException">It is refused; nothing was placed.</exception>
    /// <exception cref="TransientException">A later try may succeed, and goes on from what was received.</exception>
    public async Task<IReadOnlyList<PulledFile>> RunAsync(ModelReference reference, CancellationToken cancellation)
    {
        var received = new List<ReceivedFile>();
        try
        {
            var known = LockFile.Read(settings.Folder);
            var source = await SourceAsync(reference, known, cancellation).ConfigureAwait(false);
            var model = await ReceiveAsync(source.Model, known, cancellation).ConfigureAwait(false);
            received.Add(model);
            foreach (var companion in Companions(source, model)) received.Add(await ReceiveAsync(companion, known, cancellation).ConfigureAwait(false));
            return await PlaceAsync(received, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var file in received) file.Dispose();
        }
    }

    /// <summary>Pulls every file that the lock file names.</summary>
    public async Task<IReadOnlyList<PulledFile>> RestoreAsync(CancellationToken cancellation)
    {
        var known = LockFile.Read(settings.Folder);
        if (known.Files.Count == 0) throw new UserException($"{Path.Combine(settings.Folder, LockFile.Name)}: names no file; give a reference, such as hf:ORG/REPO/PATH");
        var pulled = new List<PulledFile>();
        foreach (var (path, entry) in known.Files)
        {
            var address = new ReferenceReader(hub).Read(entry.Ref) switch
            {
                HubReference at => hub.Resolve(at.Repository, entry.Revision ?? "main", at.Path),
                WebReference at => at.Address,
                _ => throw new UserException($"{entry.Ref}: unknown"),
            };
            using var file = await ReceiveAsync(new RemoteFile(entry.Ref, address, entry.Revision, path, entry.Bytes, new Dictionary<string, string>()), known, cancellation).ConfigureAwait(false);
            pulled.AddRange(await PlaceAsync([file], cancellation).ConfigureAwait(false));
        }

        return pulled;
    }

    private async Task<IModelSource> SourceAsync(ModelReference reference, LockFile known, CancellationToken cancellation)
    {
        if (reference is not HubReference file) return new WebSource((WebReference)reference);
        var locked = settings.IsUpdate ? null : known.Files.Values.FirstOrDefault(entry => entry.Ref == reference.Text)?.Revision;
        var listing = await HubListing.AskAsync(hub, file, locked ?? file.Revision ?? "main", web, retries, cancellation).ConfigureAwait(false);
        return new HubSource(hub, file, listing);
    }

    private IEnumerable<RemoteFile> Companions(IModelSource source, ReceivedFile model)
    {
        if (!PulledFile.HasModelName(model.File.Path)) return [];
        string[] names;
        try
        {
            // Even where no companion is wanted the file is read: a server's error page must not become a model.
            names = [.. ExternalFileNames.Of(model.Path).Select(name => RemotePath.Check(name, $"{model.File.Reference}: its external data"))];
        }
        catch (UserException problem)
        {
            throw model.Refuse(problem.Message);
        }

        return settings.WithCompanions ? names.Select(source.External).Concat(source.Settings) : [];
    }

    private async Task<ReceivedFile> ReceiveAsync(RemoteFile file, LockFile known, CancellationToken cancellation)
    {
        var target = Path.GetFullPath(Path.Combine(settings.Folder, RemotePath.Check(file.Path, file.Reference)));
        if (Path.GetFileName(target) == LockFile.Name) throw new UserException($"{file.Reference}: refused: a file of that name would be taken for the lock file");
        var entry = known.Files.GetValueOrDefault(file.Path);
        if (entry is not null && entry.Ref != file.Reference && !settings.IsUpdate)
            throw new UserException($"{target}: was pulled from {entry.Ref}, so {file.Reference} cannot take its place; give another folder with --out, or --update");
        if (!settings.IsUpdate) file = file.Requiring(Path.Combine(settings.Folder, LockFile.Name), entry?.Sha256);
        var present = File.Exists(target) ? await FileHash.OfAsync(target, cancellation).ConfigureAwait(false) : null;
        if (present is not null && file.Hashes.Count > 0 && file.Hashes.Values.All(hash => hash == present))
            return new ReceivedFile(file, target, Part: null, new FileInfo(target).Length, present);

        var received = await download.ReceiveAsync(file, target, cancellation).ConfigureAwait(false);
        if (present is null || entry is not null || present == received.Sha256) return received;
        using (received) throw received.Refuse($"{target} is there already, is another file, and was not pulled; move it, or give another folder with --out");
    }

    // The model comes last: where it is, all that belongs to it is.
    private async Task<IReadOnlyList<PulledFile>> PlaceAsync(IReadOnlyList<ReceivedFile> files, CancellationToken cancellation)
    {
        foreach (var file in files.Reverse()) file.Place();
        var known = LockFile.Read(settings.Folder);
        foreach (var (file, _, _, bytes, sha256) in files)
            known.Files[file.Path] = new LockEntry(file.Reference, file.Address.AbsoluteUri, file.Revision, bytes, sha256);
        await known.WriteAsync(settings.Folder, cancellation).ConfigureAwait(false);
        return [.. files.Select(file => new PulledFile(Path.Combine(settings.Folder, file.File.Path), file.Bytes, file.Sha256, file.Part is not null))];
    }
}
