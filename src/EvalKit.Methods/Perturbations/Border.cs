namespace EvalKit.Methods.Perturbations;

/// <summary>What lies beyond the edge of a picture, by scipy.ndimage's names; a row a b c d goes on as stated.</summary>
internal enum Border
{
    /// <summary>a a | a b c d | d d: the edge repeated.</summary>
    Nearest,

    /// <summary>c b | a b c d | c b: mirrored at the outermost pixel (OpenCV's BORDER_REFLECT_101).</summary>
    Mirror,

    /// <summary>b a | a b c d | d c: mirrored at the edge.</summary>
    Reflect,
}
