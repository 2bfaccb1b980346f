using MathNet.Numerics.Distributions;

namespace EvalKit.Core.Comparison.Growth;

/// <summary>Fits the growth laws and decides between them.</summary>
public static class GrowthFit
{
    private const double Alpha = 0.05;

    // An end of the plateau's interval so far from the sizes seen is no end.
    private const double Beyond = 1_000;

    /// <summary>The scale of an accuracy: its logit, with 0 and 1 drawn in to 0.0005 and 0.9995.</summary>
    /// <param name="accuracy">From 0 to 1.</param>
    public static double Logit(double accuracy)
    {
        var inner = Math.Clamp(accuracy, 0.0005, 0.9995);
        return Math.Log(inner / (1 - inner));
    }

    /// <summary>Fits the law; null below three sizes, where nothing but a line through the points could be seen.</summary>
    /// <param name="sizes">The sizes, positive.</param>
    /// <param name="y">The qualities, larger is better: <see cref="Logit"/> of accuracies, or minus the logarithm of losses; finite.</param>
    public static GrowthLaw? Of(IReadOnlyList<double> sizes, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(y);
        var different = sizes.Distinct().Count();
        if (different < 3) return null;
        double[] x = [.. sizes.Select(size => Math.Log(size))];
        var (slope, error, squares) = Line(x, [.. y]);
        var freedom = x.Length - 2;
        var half = StudentT.InvCDF(0, 1, freedom, 1 - (Alpha / 2)) * error;
        var doubling = new Gain(slope * Math.Log(2), (slope - half) * Math.Log(2), (slope + half) * Math.Log(2));
        var (smallest, largest) = (sizes.Min(), sizes.Max());
        var isSloped = doubling.Low > 0 || doubling.High < 0;
        var straight = new GrowthLaw(
            isSloped ? GrowthForm.LogLinear : GrowthForm.Constant,
            x.Length, different, doubling, null, double.NaN, null, double.NaN, smallest, largest)
        {
            Curve = new(x.Average(), y.Average(), isSloped ? slope : 0, Rate: 0),
        };
        return different < 4 || x.Length < 5 || slope <= 0 ? straight : Curved(straight, new(x, [.. y]), squares);
    }

    private static GrowthLaw Curved(GrowthLaw straight, SaturatingCurve curve, double squaresOfLine)
    {
        var (squares, rate, reach, asymptote) = curve.Best();
        var freedom = straight.Points - 3;
        // The profile holds the values that an F-test with one and n − 3 degrees of freedom does not reject.
        var limit = (squares * (1 + (FisherSnedecor.InvCDF(1, freedom, 1 - Alpha) / freedom))) + double.Epsilon;
        var start = Math.Log(straight.Largest / 2);
        var last = curve.GainOf(start, rate, reach);
        var law = straight with
        {
            LastDoubling = new(
                last,
                Profile.End(last, -last / 16, gain => curve.Squares(start, gain) <= limit, least: 0) ?? 0,
                Profile.End(last, Math.Max(last, straight.Doubling.Value) / 16, gain => curve.Squares(start, gain) <= limit) ?? double.PositiveInfinity),
        };
        if (straight.Sizes < GrowthLaw.LeastSizes) return law;
        var curvature = squares >= squaresOfLine ? 0.5
            : squares <= 0 ? 0
            : StudentT.CDF(0, 1, freedom, -Math.Sqrt((squaresOfLine - squares) / (squares / freedom)));
        law = law with { Curvature = curvature };
        if (curvature > Alpha || reach <= 0) return law;
        var place = curve.PlaceOf(GrowthLaw.StatedGain, rate, reach);
        var (least, most) = (Math.Log(straight.Smallest / Beyond), Math.Log(straight.Largest * Beyond));
        return law with
        {
            Form = GrowthForm.Saturating,
            Asymptote = asymptote,
            Curve = new(straight.Curve.Middle, asymptote, reach, rate),
            Plateau = new(
                Math.Exp(place),
                Profile.End(place, -0.25, at => curve.Squares(at, GrowthLaw.StatedGain) <= limit, least: least) is { } low ? Math.Exp(low) : 0,
                Profile.End(place, 0.25, at => curve.Squares(at, GrowthLaw.StatedGain) <= limit, most: most) is { } high ? Math.Exp(high) : double.PositiveInfinity),
        };
    }

    private static (double Slope, double Error, double Squares) Line(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        double products = 0, spread = 0, squares = 0;
        for (var i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            spread += (x[i] - meanX) * (x[i] - meanX);
        }

        var slope = products / spread;
        for (var i = 0; i < x.Length; i++)
        {
            var rest = y[i] - meanY - (slope * (x[i] - meanX));
            squares += rest * rest;
        }

        return (slope, Math.Sqrt(squares / (x.Length - 2) / spread), squares);
    }
}
