namespace EvalKit.Core.Configuration;

/// <summary>The order of a picture's axes in a model's input.</summary>
public enum InputLayout
{
    /// <summary>[batch, channels, height, width].</summary>
    Nchw,

    /// <summary>[batch, height, width, channels].</summary>
    Nhwc,

    /// <summary>Any other shape with as many numbers, filled in the order channels, height, width.</summary>
    Flat,
}
