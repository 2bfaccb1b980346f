namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>
/// The picture without information from which a path of gradients starts (Sturmfels, Lundberg and Lee 2020, Visualizing the
/// impact of feature attribution baselines).
/// </summary>
public enum BaselineKind
{
    /// <summary>All 0: black, before the model's own preprocessing.</summary>
    Zero,

    /// <summary>Each channel's mean over the picture.</summary>
    Mean,

    /// <summary>The picture after a Gaussian blur of a tenth of its shorter side.</summary>
    Blur,

    /// <summary>Uniform noise from 0 to 1, the sample's own.</summary>
    Noise,
}
