using System.Text;
using EvalKit.Cli.Runs;
using EvalKit.Core.Errors;

namespace EvalKit.Cli.Engines;

/// <summary>Writes the manifests of a run for Kubernetes, and the Dockerfile of their image, into <c>kubernetes/</c> of its folder.</summary>
internal static class KubernetesSubmission
{
    private const string Folder = "kubernetes";

    /// <summary>Writes the files, and says what to do with them.</summary>
    /// <param name="jobs">What is to run.</param>
    /// <param name="options">What a shard may take.</param>
    /// <param name="say">Told what to do, line by line.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UserException">The image is missing, or a path leads out of the folder that the claim holds.</exception>
    public static async Task WriteAsync(ShardJobs jobs, EngineOptions options, Action<string> say, CancellationToken cancellation)
    {
        if (options.Image is not { Length: > 0 } image) throw new UserException("--engine kubernetes needs --image, the image that the nodes pull");
        Check(jobs.Request.Config, "CONFIG");
        Check(jobs.Folder, "--out");
        var manifests = new KubernetesManifests(jobs, options);
        var folder = Path.Combine(jobs.Folder, Folder);
        await WriteAsync(folder, KubernetesManifests.Dockerfile, KubernetesManifests.DockerfileText, cancellation).ConfigureAwait(false);
        await WriteAsync(folder, KubernetesManifests.Shards, manifests.ShardsText(), cancellation).ConfigureAwait(false);
        await WriteAsync(folder, KubernetesManifests.Merge, manifests.MergeText(), cancellation).ConfigureAwait(false);
        var space = options.Namespace is { } name ? $" --namespace {name}" : "";
        say($"# in EvalKit's repository: docker build --file {Path.GetFullPath(Path.Combine(folder, KubernetesManifests.Dockerfile))} --tag {image} . && docker push {image}");
        say($"kubectl apply -f {folder}/{KubernetesManifests.Shards}");
        say($"kubectl wait{space} --for=condition=Complete --timeout=24h job/{jobs.Label}");
        say($"kubectl apply -f {folder}/{KubernetesManifests.Merge}");
    }

    private static void Check(string path, string what)
    {
        if (Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
            throw new UserException($"{what} '{path}': on the nodes the current folder lies at {KubernetesManifests.Mount}, so give a path that stays within it");
    }

    private static Task WriteAsync(string folder, string name, string text, CancellationToken cancellation) =>
        WrittenFile.WriteAsync(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellation);
}
