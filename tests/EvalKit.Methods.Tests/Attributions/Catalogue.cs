using System.Reflection;
using EvalKit.Core.Plugins;
using EvalKit.Methods.Attributions;

namespace EvalKit.Methods.Tests.Attributions;

/// <summary>All methods of one sort, for contract tests.</summary>
internal static class Catalogue<T>
    where T : IPlugin
{
    private static readonly Dictionary<string, Type> Types = typeof(Rise).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)
        .ToDictionary(type => type.GetCustomAttribute<PluginAttribute>()!.Kind);

    public static TheoryData<string> Kinds => [.. Types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Creates a method with its default parameters.</summary>
    public static T Create(string kind)
    {
        var constructor = Types[kind].GetConstructors().Single();
        return (T)constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    /// <summary>Checks what every plug-in of any sort must keep to.</summary>
    public static void AssertDescribed(string kind)
    {
        var plugin = Types[kind].GetCustomAttribute<PluginAttribute>()!;
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", kind);
        Assert.True(plugin.Version >= 1);
        Assert.Matches(@"\d{4}", plugin.Source);
        Assert.True(Types[kind].IsSealed && Types[kind].IsPublic);
        Assert.Equal(Create(kind), Create(kind));
    }
}
