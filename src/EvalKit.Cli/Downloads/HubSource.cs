using EvalKit.Core.Errors;
using EvalKit.Reporting.Figures;

namespace EvalKit.Cli.Downloads;

/// <summary>
/// A file of a repository at the hub. What comes with it is placed beside it, where EvalKit and other programs look, even where the
/// repository keeps the model in a folder of its own (<c>onnx/</c>) and the settings above it.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="reference">The file.</param>
/// <param name="listing">What the hub says of the repository.</param>
internal sealed class HubSource(Hub hub, HubReference reference, HubListing listing) : IModelSource
{
    private static readonly string[] SettingNames =
    [
        "config.json", "preprocessor_config.json", "processor_config.json",
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "vocab.txt", "vocab.json", "merges.txt", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model",
    ];

    private readonly Dictionary<string, HubListing.HubFile> _files = listing.Siblings.DistinctBy(file => file.Path).ToDictionary(file => file.Path, StringComparer.Ordinal);

    public RemoteFile Model => File(reference.Path, reference.Path) ?? throw Missing();

    public IEnumerable<RemoteFile> Settings => SettingNames
        .Where(name => Path.GetFileName(reference.Path) != name)
        .Select(name => Above().Select(folder => File(folder + name, Beside(name))).FirstOrDefault(file => file is not null))
        .OfType<RemoteFile>();

    public RemoteFile External(string location) => File(Beside(location), Beside(location))
        ?? throw new UserException($"{reference.Text}: the model keeps tensors in '{location}', which the repository does not have");

    private string Beside(string name) => Above().First() + name;

    // The folders from the model's own to the root, each empty or with a slash at its end.
    private IEnumerable<string> Above()
    {
        for (var end = reference.Path.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : reference.Path.LastIndexOf('/', end - 1)) yield return reference.Path[..(end + 1)];
        yield return "";
    }

    private RemoteFile? File(string remote, string local) => _files.GetValueOrDefault(remote) is not { } file
        ? null
        : new RemoteFile(
            (reference with { Path = remote }).Text,
            hub.Resolve(reference.Repository, listing.Sha, remote),
            listing.Sha,
            $"{reference.Repository}/{local}",
            file.Size,
            new Dictionary<string, string>()).Requiring("the hub's list of files", file.Lfs?.Sha256);

    private UserException Missing()
    {
        var models = _files.Values.Where(file => file.Path.EndsWith(".onnx", StringComparison.Ordinal)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var found = models.Count == 0
            ? $"the repository has no ONNX file ({Humanised.Plural(_files.Count, "file")})"
            : "its ONNX files are " + string.Join(", ", models.Take(20).Select(file => file.Size is { } size ? $"{file.Path} ({Humanised.Bytes(size)})" : file.Path)) + (models.Count > 20 ? ", …" : "");
        return new UserException(reference.Path.Length == 0
            ? $"{reference.Text}: name a file of it; {found}"
            : $"{reference.Text}: the repository has no such file{NearestName.Hint(reference.Path, _files.Keys)}; {found}");
    }
}
