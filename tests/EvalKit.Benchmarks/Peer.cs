using EvalKit.Cli;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;

namespace EvalKit.Benchmarks;

/// <summary>What the Python package imagecorruptions 1.1.2 calls the perturbations, and where it means something else.</summary>
internal static class Peer
{
    /// <summary>The kind that it defines otherwise than ImageNet-C's authors.</summary>
    public const string DefinedOtherwise = "elastic-transform";

    /// <summary>All perturbations of pictures, and that kind as it defines it.</summary>
    public static IEnumerable<PluginInstance<IImagePerturbation>> Perturbations()
    {
        var catalog = CompositionRoot.CreateCatalog();
        return
        [
            .. catalog.All<IImagePerturbation>(),
            catalog.Create<IImagePerturbation>(DefinedOtherwise, "{ variant: imagecorruptions }", "elastic-transform, theirs"),
        ];
    }

    /// <summary>The name that it has for a kind.</summary>
    public static string NameOf(string kind) => kind == "jpeg" ? "jpeg_compression" : kind.Replace('-', '_');
}
