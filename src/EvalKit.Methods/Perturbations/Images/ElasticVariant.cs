namespace EvalKit.Methods.Perturbations.Images;

/// <summary>Whose elastic transform.</summary>
public enum ElasticVariant
{
    /// <summary>That of ImageNet-C's and CIFAR-C's authors.</summary>
    Original,

    /// <summary>That of the Python package imagecorruptions.</summary>
    Imagecorruptions,
}
