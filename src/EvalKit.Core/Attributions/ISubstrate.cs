using EvalKit.Core.Images;
using EvalKit.Core.Plugins;
using EvalKit.Core.Randomness;

namespace EvalKit.Core.Attributions;

/// <summary>What replaces the pixels that a removal curve takes away.</summary>
[PluginSort("substrates")]
public interface ISubstrate : IPlugin
{
    /// <summary>Writes the picture with some of its pixels replaced.</summary>
    /// <param name="picture">[channels, height, width], values 0 to 1.</param>
    /// <param name="removed">[height, width]: true where all channels of the pixel are replaced.</param>
    /// <param name="destination">Receives [channels, height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="random">The stream to draw noise from, where the substrate is noisy.</param>
    void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ref RandomStream random);
}
