namespace EvalKit.Core.Configuration;

/// <summary>The order of the colour channels in a model's input.</summary>
public enum ChannelOrder
{
    /// <summary>Red first.</summary>
    Rgb,

    /// <summary>Blue first.</summary>
    Bgr,
}
