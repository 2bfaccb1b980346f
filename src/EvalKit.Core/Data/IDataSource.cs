using EvalKit.Core.Plugins;

namespace EvalKit.Core.Data;

/// <summary>A place that labelled pictures are read from.</summary>
[PluginSort("data")]
public interface IDataSource : IPlugin
{
    /// <summary>Opens the data and checks all that can be checked without decoding every picture.</summary>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <exception cref="Errors.UserException">A file is missing, damaged or contradicts another.</exception>
    IDataset Open(string folder);
}
