using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Attributions;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Configuration;

/// <summary>One attribution method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Samples">The number of samples that this method explains; left out, the common one.</param>
public sealed record AttributionConfig(PluginInstance<IAttributionMethod> Method, [Range(1, int.MaxValue)] int? Samples);
