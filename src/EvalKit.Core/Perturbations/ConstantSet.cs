using System.Text.Json.Serialization;

namespace EvalKit.Core.Perturbations;

/// <summary>Which published constants give severities 1 to 5 their meaning (Hendrycks and Dietterich 2019).</summary>
public enum ConstantSet
{
    /// <summary>The constants of ImageNet-C, meant for pictures of about 224 pixels.</summary>
    [JsonStringEnumMemberName("imagenet-c")]
    ImageNetC,

    /// <summary>The constants of CIFAR-10-C, meant for pictures of about 32 pixels.</summary>
    CifarC,
}
