using System.Globalization;
using System.Reflection;
using EvalKit.Core.Images;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Methods.Tests.Perturbations.Images;

/// <summary>
/// A perturbation's values on one tiny picture. Where they change on purpose, raise the plug-in's version and type in the
/// new ones, so that stored units of the older version are not reused.
/// </summary>
internal static class GoldenOutput
{
    private static readonly ImageShape Shape = new(3, 2, 4);

    /// <summary>Compares the first channel at severity 5 of ImageNet-C.</summary>
    public static void Assert(IImagePerturbation perturbation, int version, float[] expected, ulong key = 42)
    {
        var source = Enumerable.Range(0, Shape.Length).Select(i => i * 89 % 256 / 255f).ToArray();
        var result = Picture.Perturb(perturbation, source, Shape, 5, ConstantSet.ImageNetC, key)[..Shape.Pixels];
        Xunit.Assert.Equal(version, perturbation.GetType().GetCustomAttribute<PluginAttribute>()!.Version);
        Xunit.Assert.True(
            expected.Length == result.Length && expected.Zip(result).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6),
            "The values are now " + string.Join(", ", result.Select(x => x.ToString("0.#######", CultureInfo.InvariantCulture) + "f")));
    }
}
