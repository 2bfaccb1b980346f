namespace EvalKit.Methods.Attributions.Segments;

/// <summary>How a picture is cut into the segments that LIME and KernelSHAP switch on and off.</summary>
public enum Segmentation
{
    /// <summary>Equal rectangles, the same for all pictures of a shape.</summary>
    Grid,

    /// <summary>Superpixels that follow colours (SLIC, Achanta et al. 2012).</summary>
    Slic,
}
