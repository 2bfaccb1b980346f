namespace EvalKit.Cli.Downloads;

/// <summary>A file on a web server, which has no list of what lies beside it: only what the model itself names is known.</summary>
/// <param name="reference">The file.</param>
internal sealed class WebSource(WebReference reference) : IModelSource
{
    public RemoteFile Model => File(reference.Address, reference.Name);

    public IEnumerable<RemoteFile> Settings => [];

    public RemoteFile External(string location) => File(new Uri(reference.Address, RemotePath.Escape(location)), location);

    private static RemoteFile File(Uri address, string path) =>
        new(address.AbsoluteUri, address, Revision: null, path, Bytes: null, new Dictionary<string, string>());
}
