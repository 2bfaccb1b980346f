namespace EvalKit.Core.Plugins;

/// <summary>A method as a configuration chose it.</summary>
/// <typeparam name="T">The sort of method.</typeparam>
/// <param name="Name">Its name in metric ids: the kind, or what <c>name</c> says where a kind is used twice.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Version">The version of its values.</param>
/// <param name="Parameters">
/// All its parameters, defaults filled in, as canonical JSON: one object without white space, keys in ordinal order.
/// Equal parameters give equal text.
/// </param>
/// <param name="Method">The method.</param>
public sealed record PluginInstance<T>(string Name, string Kind, int Version, string Parameters, T Method)
    where T : class, IPlugin;
