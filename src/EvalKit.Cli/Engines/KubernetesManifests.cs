using System.Text.Encodings.Web;
using System.Text.Json;

namespace EvalKit.Cli.Engines;

/// <summary>The manifests of a run under Kubernetes: an indexed job of shards, a job that joins them, and the image of both.</summary>
/// <param name="jobs">What is to run.</param>
/// <param name="options">What a shard may take.</param>
internal sealed class KubernetesManifests(ShardJobs jobs, EngineOptions options)
{
    /// <summary>The file of the shards.</summary>
    public const string Shards = "shards.yaml";

    /// <summary>The file of the job that joins.</summary>
    public const string Merge = "merge.yaml";

    /// <summary>The file of the image.</summary>
    public const string Dockerfile = "Dockerfile";

    /// <summary>Where containers find the folder that the claim holds.</summary>
    public const string Mount = "/work";

    /// <summary>Builds the program from its sources, and keeps the runtime and it. The user is the one without rights of Microsoft's images.</summary>
    public const string DockerfileText = """
        # Written by 'evalkit submit'. Build it in the root of EvalKit's repository.
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        WORKDIR /source
        COPY . .
        RUN dotnet publish src/EvalKit.Cli --configuration Release --output /program

        FROM mcr.microsoft.com/dotnet/runtime:10.0
        COPY --from=build /program /opt/evalkit
        USER $APP_UID
        WORKDIR /work
        ENTRYPOINT ["dotnet", "/opt/evalkit/evalkit.dll"]

        """;

    private const string DefaultClaim = "evalkit";
    private const int DefaultMemoryGib = 2;

    // YAML takes JSON's strings and lists, whatever letters are in them.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The indexed job. 1 and 70 are permanent and end their index; 75 and crashes are tried again, up to three times; a pod that the cluster
    /// takes away does not count.
    /// </summary>
    public string ShardsText() => Text(jobs.Label, jobs.ShardArguments, $"""
          completionMode: Indexed
          completions: {jobs.Count}
          parallelism: {jobs.Count}
          backoffLimitPerIndex: {EngineOptions.Retries}
        """, Rule("FailIndex", ExitCodes.Failed, ExitCodes.Internal) + "\n" + Rule("Count", ExitCodes.Retry));

    /// <summary>The job that joins. Each of its codes is a verdict or a gap, which a retry would find again.</summary>
    public string MergeText() => Text($"{jobs.Label}-merge", jobs.MergeArguments, $"""
          backoffLimit: {EngineOptions.Retries}
        """, Rule("FailJob", ExitCodes.Failed, ExitCodes.GateFailed, ExitCodes.GateInconclusive, ExitCodes.Internal, ExitCodes.Retry));

    private static string Rule(string action, params int[] codes) => $$"""
              - action: {{action}}
                onExitCodes: { containerName: evalkit, operator: In, values: [{{string.Join(", ", codes)}}] }
        """;

    private string Text(string name, IReadOnlyList<string> arguments, string kind, string rules) => $$"""
        # Written by 'evalkit submit'.
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{name}}{{(options.Namespace is { } space ? $"\n  namespace: {Quoted(space)}" : "")}}
          labels: { app.kubernetes.io/name: evalkit, app.kubernetes.io/instance: {{name}} }
        spec:
        {{kind}}
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions: [{ type: DisruptionTarget, status: "True" }]
        {{rules}}
          template:
            metadata:
              labels: { app.kubernetes.io/name: evalkit, app.kubernetes.io/instance: {{name}} }
            spec:
              restartPolicy: Never
              securityContext: { runAsNonRoot: true, runAsUser: 1654, fsGroup: 1654, seccompProfile: { type: RuntimeDefault } }
              containers:
                - name: evalkit
                  image: {{Quoted(options.Image!)}}
                  args: {{Quoted(arguments)}}
                  workingDir: {{Mount}}
                  resources:
                    requests: { cpu: "{{options.Cpus}}", memory: {{options.MemoryGib ?? DefaultMemoryGib}}Gi }
                    limits: { cpu: "{{options.Cpus}}", memory: {{options.MemoryGib ?? DefaultMemoryGib}}Gi }
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
                  volumeMounts: [{ name: work, mountPath: {{Mount}} }]
              volumes:
                - name: work
                  persistentVolumeClaim: { claimName: {{Quoted(options.Claim ?? DefaultClaim)}} }

        """;

    private static string Quoted<T>(T value) => JsonSerializer.Serialize(value, Json);
}
