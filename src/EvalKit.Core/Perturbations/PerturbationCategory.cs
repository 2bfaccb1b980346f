namespace EvalKit.Core.Perturbations;

/// <summary>The four groups of Hendrycks and Dietterich 2019, section 3, and one for what they leave out.</summary>
public enum PerturbationCategory
{
    /// <summary>Random changes of single pixels.</summary>
    Noise,

    /// <summary>Loss of detail.</summary>
    Blur,

    /// <summary>What weather and light do.</summary>
    Weather,

    /// <summary>What processing and storage do.</summary>
    Digital,

    /// <summary>Where, in what form and how much of a thing is seen.</summary>
    Geometry,
}
