using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Data;

namespace EvalKit.Core.Configuration;

/// <summary>How pictures become a model's input. What is not said here comes from the model, or is asked for.</summary>
/// <param name="Name">The input's name, where a model has several.</param>
/// <param name="Layout">The order of the axes.</param>
/// <param name="Shape">[channels, height, width], where the graph does not fix it (such as a flat input).</param>
/// <param name="Scale">What a pixel value of 0–255 is multiplied by, before mean and std.</param>
/// <param name="Mean">Subtracted after scaling: one number, or one a channel in the model's channel order.</param>
/// <param name="Std">Divided by after the mean: one number, or one a channel in the model's channel order.</param>
/// <param name="Channels">The order of the channels.</param>
/// <param name="Resize">The length to which the shorter side is resized before the centre crop.</param>
/// <param name="Stretch">Resizes both sides to the input's without keeping the aspect ratio.</param>
/// <param name="Interpolation">How pixels are resampled.</param>
public sealed record InputConfig(
    string? Name = null,
    InputLayout? Layout = null,
    [Range(1, 65536), MinLength(3), MaxLength(3)] IReadOnlyList<int>? Shape = null,
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)] double? Scale = null,
    [MinLength(1), MaxLength(3)] IReadOnlyList<double>? Mean = null,
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true), MinLength(1), MaxLength(3)] IReadOnlyList<double>? Std = null,
    ChannelOrder? Channels = null,
    [Range(1, 65536)] int? Resize = null,
    bool? Stretch = null,
    Interpolation? Interpolation = null)
{
    /// <summary>These settings, with what they leave open taken from others.</summary>
    public InputConfig Over(InputConfig other) => new(
        Name ?? other.Name,
        Layout ?? other.Layout,
        Shape ?? other.Shape,
        Scale ?? other.Scale,
        Mean ?? other.Mean,
        Std ?? other.Std,
        Channels ?? other.Channels,
        Resize ?? other.Resize,
        Stretch ?? other.Stretch,
        Interpolation ?? other.Interpolation);
}
