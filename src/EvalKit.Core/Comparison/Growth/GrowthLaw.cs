namespace EvalKit.Core.Comparison.Growth;

/// <summary>
/// How a quality grows with size, fitted by least squares to y, the logit of an accuracy or minus the logarithm of a loss,
/// against the logarithm of the size. On either scale a gain of g lowers the odds of an error, or the loss, to e^−g of what
/// they were, wherever a model stands. See docs/statistics.md for how often each decision is wrong.
/// </summary>
/// <param name="Form">The form: the slope differs from 0 by a t-test at 5 %, the curve saturates by a one-sided F-test at 5 %.</param>
/// <param name="Points">The number of models fitted.</param>
/// <param name="Sizes">The number of different sizes among them.</param>
/// <param name="Doubling">The gain of a doubling, over all sizes: the straight line's slope with its t interval.</param>
/// <param name="LastDoubling">
/// The gain of the doubling that ends at the largest size, with its interval by profile likelihood over saturating curves and
/// the straight line, their limit; null below four sizes or where the fit does not rise.
/// </param>
/// <param name="Curvature">
/// The p-value of the one-sided F-test of the saturating power law against the straight line; NaN below <see cref="LeastSizes"/> sizes.
/// </param>
/// <param name="Plateau">Where the plateau begins; null unless the form is saturating.</param>
/// <param name="Asymptote">What the saturating curve nears, on the scale of y; NaN unless the form is saturating.</param>
/// <param name="Smallest">The smallest size.</param>
/// <param name="Largest">The largest size.</param>
public sealed record GrowthLaw(
    GrowthForm Form,
    int Points,
    int Sizes,
    Gain Doubling,
    Gain? LastDoubling,
    double Curvature,
    Plateau? Plateau,
    double Asymptote,
    double Smallest,
    double Largest)
{
    /// <summary>A plateau is looked for among at least this many sizes: with fewer, no test tells a curve from noise.</summary>
    public const int LeastSizes = 8;

    /// <summary>
    /// The gain of a doubling below which a plateau has begun: 0.0513 = −ln 0.95, so that twice the size takes less than 5 % off
    /// the odds of an error (0.46 points of an accuracy of 90 %, 1.3 of 50 %).
    /// </summary>
    public static double StatedGain { get; } = -Math.Log(0.95);

    /// <summary>The curve of <see cref="Form"/>: a constant, the straight line, or the saturating one.</summary>
    public required FittedCurve Curve { get; init; }

    /// <summary>Whether a plateau is claimed: the curve saturates, and its place and interval lie within the sizes.</summary>
    public bool HasPlateau => Plateau is { } plateau && plateau.Low >= Smallest && plateau.High <= Largest;

    /// <summary>Whether the last doubling gains more than the stated amount, its interval included.</summary>
    public bool StillGrows => LastDoubling is { } last && last.Low > StatedGain;
}
