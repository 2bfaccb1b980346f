using EvalKit.Core.Images;
using EvalKit.Core.Plugins;

namespace EvalKit.Core.Attributions;

/// <summary>
/// What replaces the pixels that a removal curve takes away. A pure function of its arguments, safe to call from several
/// threads.
/// </summary>
[PluginSort("substrates")]
public interface ISubstrate : IPlugin
{
    /// <summary>
    /// Writes a picture once for each of some masks, with the pixels of that mask replaced. All masks come in one call, so
    /// that what depends on the picture alone is made once.
    /// </summary>
    /// <param name="picture">[channels, height, width], values 0 to 1; left unchanged.</param>
    /// <param name="removed">[n, height, width]: true where all channels of the pixel are replaced.</param>
    /// <param name="destination">Receives [n, channels, height, width].</param>
    /// <param name="shape">The picture's shape.</param>
    /// <param name="streamKey">
    /// The key of the random stream, where the substrate is noisy. Each mask starts the stream anew, so that equal masks
    /// give equal pictures.
    /// </param>
    void Replace(ReadOnlySpan<float> picture, ReadOnlySpan<bool> removed, Span<float> destination, ImageShape shape, ulong streamKey);
}
