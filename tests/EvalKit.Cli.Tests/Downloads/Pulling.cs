using EvalKit.Cli.Downloads;

namespace EvalKit.Cli.Tests.Downloads;

/// <summary>Pulls into a folder of the test, as the command does.</summary>
internal sealed class Pulling : IDisposable
{
    public const string Token = "hf_topsecret";

    public string Folder { get; } = Directory.CreateTempSubdirectory("evalkit-pull-").FullName;

    public InstantTime Time { get; } = new();

    /// <summary>What was said, a line a message.</summary>
    public List<string> Said { get; } = [];

    public PullLimits Limits { get; set; } = new(PullLimits.Gigabyte, PullLimits.UsualIdle, _ => PullLimits.Gigabyte);

    /// <summary>The files there, without the lock file.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Where(file => file != LockFile.Name)
        .Order(StringComparer.Ordinal);

    public string LockText => File.ReadAllText(At(LockFile.Name));

    public string At(string path) => Path.Combine(Folder, path);

    public byte[] Bytes(string path) => File.ReadAllBytes(At(path));

    public Task<IReadOnlyList<PulledFile>> PullAsync(FakeHub hub, string reference, bool companions = true, bool update = false) =>
        PullAsync(hub.Server.Address, reference, companions, update);

    public Task<IReadOnlyList<PulledFile>> PullAsync(Uri address, string reference, bool companions = true, bool update = false) => RunAsync(
        address, companions, update, (pull, hub) => pull.RunAsync(new ReferenceReader(hub).Read(reference), CancellationToken.None));

    public Task<IReadOnlyList<PulledFile>> RestoreAsync(FakeHub hub) =>
        RunAsync(hub.Server.Address, companions: true, update: false, (pull, _) => pull.RestoreAsync(CancellationToken.None));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<IReadOnlyList<PulledFile>> RunAsync(
        Uri address, bool companions, bool update, Func<Pull, Hub, Task<IReadOnlyList<PulledFile>>> run)
    {
        var hub = Hub.Of(address.AbsoluteUri, name => name == "HF_TOKEN" ? Token : null);
        var progress = new Progress(Said);
        using var web = new WebAccess(hub, Time, Limits);
        var retries = new Retries(Time, progress);
        return await run(new Pull(hub, web, retries, new Download(web, retries, Limits, progress), new PullSettings(Folder, companions, update)), hub);
    }

    private sealed class Progress(List<string> said) : IPullProgress
    {
        public void Received(string name, long received, long? total)
        {
        }

        public void Say(string message) => said.Add(message);
    }
}
