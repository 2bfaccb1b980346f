namespace EvalKit.Core.Plugins;

/// <summary>A plug-in that is made of others, so that its values change with theirs.</summary>
public interface ICompositePlugin : IPlugin
{
    /// <summary>The sum of the parts' versions, which is added to the plug-in's own.</summary>
    int VersionOfParts { get; }
}
