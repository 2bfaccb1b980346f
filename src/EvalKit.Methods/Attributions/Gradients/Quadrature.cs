namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>How an integral over a path is made a sum.</summary>
public enum Quadrature
{
    /// <summary>Gauss–Legendre: exact for polynomials of degree 2n − 1, and without the ends of the path.</summary>
    GaussLegendre,

    /// <summary>The trapezoid rule on equal steps, both ends included.</summary>
    Trapezoid,
}
