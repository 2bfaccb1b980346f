using System.Reflection;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Benchmarks;

/// <summary>Every image perturbation by its kind, with default parameters.</summary>
internal static class PerturbationCatalogue
{
    public static IReadOnlyList<(string Kind, IImagePerturbation Perturbation)> All { get; } =
    [
        .. from type in typeof(GaussianNoise).Assembly.GetTypes()
           where type.IsAssignableTo(typeof(IImagePerturbation)) && !type.IsAbstract
           let constructor = type.GetConstructors().Single()
           let defaults = constructor.GetParameters().Select(parameter => parameter.DefaultValue).ToArray()
           let perturbation = (IImagePerturbation)constructor.Invoke(defaults)
           orderby perturbation.Category, type.Name
           select (type.GetCustomAttribute<PluginAttribute>()!.Kind, perturbation),
    ];
}
