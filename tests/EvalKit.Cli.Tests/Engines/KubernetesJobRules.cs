using System.Text.RegularExpressions;
using k8s.Models;

namespace EvalKit.Cli.Tests.Engines;

/// <summary>
/// What the API server demands of a job beyond its types, as the reference of batch/v1 Job states it
/// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/, Kubernetes 1.33).
/// </summary>
internal static partial class KubernetesJobRules
{
    private const int LongestName = 63;
    private const int MostRules = 20;
    private const int MostCodes = 255;

    /// <summary>The rules that a job breaks.</summary>
    public static IEnumerable<string> Broken(V1Job job)
    {
        var (spec, pod) = (job.Spec, job.Spec.Template.Spec);
        if (job.ApiVersion != "batch/v1" || job.Kind != "Job") yield return "apiVersion and kind";
        if (!Name().IsMatch(job.Metadata.Name)) yield return "metadata.name is a DNS label";
        // An indexed pod's host name is the job's name, a hyphen and the index.
        if (spec.CompletionMode == "Indexed" && $"{job.Metadata.Name}-{spec.Completions - 1}".Length > LongestName) yield return "the host name of the last index is a DNS label";
        if (job.Metadata.Labels.Any(label => label.Value.Length > LongestName)) yield return "labels are at most 63 characters long";
        if (spec.CompletionMode is not (null or "Indexed" or "NonIndexed")) yield return "completionMode";
        if (spec.CompletionMode == "Indexed" && spec.Completions is null) yield return "Indexed needs completions";
        if (spec.BackoffLimitPerIndex is not null && spec.CompletionMode != "Indexed") yield return "backoffLimitPerIndex needs Indexed";
        if (spec.MaxFailedIndexes is not null && spec.BackoffLimitPerIndex is null) yield return "maxFailedIndexes needs backoffLimitPerIndex";
        if (pod.RestartPolicy is not ("Never" or "OnFailure")) yield return "restartPolicy is Never or OnFailure";
        if ((spec.PodFailurePolicy is not null || spec.BackoffLimitPerIndex is not null) && pod.RestartPolicy != "Never") yield return "restartPolicy must be Never";
        foreach (var broken in (spec.PodFailurePolicy?.Rules ?? []).SelectMany(rule => Rule(rule, spec, pod))) yield return broken;
        if (spec.PodFailurePolicy?.Rules.Count > MostRules) yield return "at most 20 rules";
        foreach (var broken in pod.Containers.SelectMany(container => Container(container, pod))) yield return broken;
    }

    private static IEnumerable<string> Rule(V1PodFailurePolicyRule rule, V1JobSpec spec, V1PodSpec pod)
    {
        if (rule.Action is not ("FailJob" or "FailIndex" or "Ignore" or "Count")) yield return "action";
        if (rule.Action == "FailIndex" && spec.BackoffLimitPerIndex is null) yield return "FailIndex needs backoffLimitPerIndex";
        if (rule.OnExitCodes is null == (rule.OnPodConditions is not { Count: > 0 })) yield return "a rule has either onExitCodes or onPodConditions";
        foreach (var condition in rule.OnPodConditions ?? [])
            if (condition.Status is not ("True" or "False" or "Unknown")) yield return "status of a condition";
        if (rule.OnExitCodes is not { } codes) yield break;
        if (codes.OperatorProperty is not ("In" or "NotIn")) yield return "operator";
        if (codes.OperatorProperty == "In" && codes.Values.Contains(0)) yield return "In must not hold 0";
        if (codes.Values.Count is 0 or > MostCodes || !codes.Values.SequenceEqual(codes.Values.Distinct().Order())) yield return "values are ordered and unique";
        if (codes.ContainerName is { } name && pod.Containers.All(container => container.Name != name)) yield return "containerName names a container";
    }

    private static IEnumerable<string> Container(V1Container container, V1PodSpec pod)
    {
        if (!Name().IsMatch(container.Name)) yield return "a container's name is a DNS label";
        if (string.IsNullOrWhiteSpace(container.Image)) yield return "image";
        foreach (var (resource, request) in container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>())
            if (container.Resources!.Limits is { } limits && limits.TryGetValue(resource, out var limit) && request.ToDecimal() > limit.ToDecimal()) yield return "requests are within limits";
        foreach (var mount in container.VolumeMounts ?? [])
        {
            if (!mount.MountPath.StartsWith('/')) yield return "mountPath is absolute";
            if (pod.Volumes.All(volume => volume.Name != mount.Name)) yield return "a mount names a volume";
        }
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Name();
}
