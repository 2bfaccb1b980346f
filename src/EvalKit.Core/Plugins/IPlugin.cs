namespace EvalKit.Core.Plugins;

/// <summary>A method that the catalogue finds by its <see cref="PluginAttribute"/> and a configuration binds by kind.</summary>
public interface IPlugin;
