using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Data;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>The labelled data.</summary>
/// <param name="Source">Where it is read from.</param>
/// <param name="Limit">The number of samples used, from the first; left out, all.</param>
/// <param name="Slices">The slices that gates may speak of.</param>
public sealed record DataConfig(PluginInstance<IDataSource> Source, [Range(1, int.MaxValue)] int? Limit, SlicesConfig? Slices = null);
