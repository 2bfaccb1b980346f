using EvalKit.Cli.Engines;
using EvalKit.Cli.Runs;
using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace EvalKit.Cli.Tests.Engines;

/// <summary>The manifests, held to the API's types with every unknown field refused, and to its rules. No cluster runs them.</summary>
public sealed class KubernetesTests
{
    private static readonly ShardJobs Jobs = new(
        new RunRequest("eval configs/it's \"so\": {}.yaml", ["seed=1"], [], null, null), "runs/x", "Fashion MNIST, größer", 6, [0, 1, 2, 3, 4, 5]);

    private static readonly KubernetesManifests Manifests = new(Jobs, new EngineOptions(2, 4) { Image = "registry.example/evalkit:0.1", Claim = "work", Namespace = "lab" });

    [Fact]
    public void The_shards_are_an_indexed_job()
    {
        var job = Read(Manifests.ShardsText());

        Assert.Empty(KubernetesJobRules.Broken(job));
        Assert.Equal(("evalkit-fashion-mnist--gr--er", "lab"), (job.Metadata.Name, job.Metadata.NamespaceProperty));
        Assert.Equal(("Indexed", 6, 6, 3), (job.Spec.CompletionMode, job.Spec.Completions!.Value, job.Spec.Parallelism!.Value, job.Spec.BackoffLimitPerIndex!.Value));
        var container = Assert.Single(job.Spec.Template.Spec.Containers);
        Assert.Equal(["run", "eval configs/it's \"so\": {}.yaml", "--set", "seed=1", "--out", "runs/x", "--shard", "auto/6"], container.Args);
        Assert.Equal(("2", "4Gi"), (container.Resources.Requests["cpu"].ToString(), container.Resources.Limits["memory"].ToString()));
        Assert.Equal(container.Resources.Requests.Keys, container.Resources.Limits.Keys);
        Assert.True(job.Spec.Template.Spec.SecurityContext.RunAsNonRoot);
        Assert.Equal("work", job.Spec.Template.Spec.Volumes.Single().PersistentVolumeClaim.ClaimName);
    }

    [Fact]
    public void A_permanent_failure_ends_its_shard_and_a_disruption_does_not_count()
    {
        var rules = Read(Manifests.ShardsText()).Spec.PodFailurePolicy.Rules;

        Assert.Equal(["Ignore", "FailIndex", "Count"], rules.Select(rule => rule.Action));
        Assert.Equal("DisruptionTarget", rules[0].OnPodConditions.Single().Type);
        Assert.Equal([ExitCodes.Failed, ExitCodes.Internal], rules[1].OnExitCodes.Values.Select(code => (int)code));
        Assert.Equal([ExitCodes.Retry], rules[2].OnExitCodes.Values.Select(code => (int)code));
    }

    [Fact]
    public void The_job_that_joins_is_tried_once()
    {
        var job = Read(Manifests.MergeText());

        Assert.Empty(KubernetesJobRules.Broken(job));
        Assert.Equal(["merge", "runs/x", "--config", "eval configs/it's \"so\": {}.yaml", "--set", "seed=1"], job.Spec.Template.Spec.Containers.Single().Args);
        Assert.Equal([1, 2, 3, 70, 75], job.Spec.PodFailurePolicy.Rules.Single(rule => rule.Action == "FailJob").OnExitCodes.Values.Select(code => (int)code));
    }

    [Theory]
    [InlineData("completions:", "completion:")]
    [InlineData("onExitCodes:", "onExitCode:")]
    [InlineData("requests:", "request:")]
    public void The_types_refuse_a_field_that_the_api_does_not_have(string field, string wrong) =>
        Assert.Throws<YamlException>(() => Read(Manifests.ShardsText().Replace(field, wrong, StringComparison.Ordinal)));

    [Theory]
    [InlineData("restartPolicy: Never", "restartPolicy: OnFailure", "restartPolicy must be Never")]
    [InlineData("completionMode: Indexed", "completionMode: NonIndexed", "backoffLimitPerIndex needs Indexed")]
    [InlineData("  backoffLimitPerIndex: 3\n", "", "FailIndex needs backoffLimitPerIndex")]
    [InlineData("values: [75]", "values: [0]", "In must not hold 0")]
    [InlineData("memory: 4Gi }\n            limits", "memory: 5Gi }\n            limits", "requests are within limits")]
    [InlineData("mountPath: /work", "mountPath: work", "mountPath is absolute")]
    public void The_rules_refuse_what_the_api_would(string text, string wrong, string rule)
    {
        Assert.Contains(text, Manifests.ShardsText(), StringComparison.Ordinal);
        Assert.Contains(rule, KubernetesJobRules.Broken(Read(Manifests.ShardsText().Replace(text, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_image_is_built_in_one_stage_and_runs_without_rights_in_another()
    {
        var lines = KubernetesManifests.DockerfileText.Split('\n');
        Assert.Equal(2, lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.Contains("/runtime:", lines.Last(line => line.StartsWith("FROM ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("USER $APP_UID", lines);
    }

    private static V1Job Read(string yaml) => KubernetesYaml.Deserialize<V1Job>(yaml, strict: true);
}
