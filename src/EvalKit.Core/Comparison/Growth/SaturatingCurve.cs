namespace EvalKit.Core.Comparison.Growth;

/// <summary>
/// Fits y = c − g · exp(−γ (x − x₀)) / (1 − 2^−γ) to points: a power law in the size e^x that saturates at c, written so
/// that g is the gain of the doubling that starts at x₀. For γ → 0 it is the straight line of slope g / ln 2. Given γ it is
/// linear in c and g, and given γ, x₀ and g it is linear in c, so that one parameter at most is searched for.
/// </summary>
/// <param name="x">The natural logarithms of the sizes.</param>
/// <param name="y">The qualities.</param>
internal sealed class SaturatingCurve(double[] x, double[] y)
{
    // Beyond the steepest curve a step of the least usual spacing of sizes (a factor of 1.5) already takes 87 % of the way.
    private const double Flattest = 1e-3;
    private const double Steepest = 5;
    private const int Grid = 48;

    private readonly double _meanOfY = y.Average();
    private readonly double _middle = x.Average();

    /// <summary>The best fit of a rising curve: its squared residuals, γ, the slope factor d of d · exp(−γ (x − x̄)), and c.</summary>
    public (double Squares, double Rate, double Reach, double Asymptote) Best()
    {
        var rate = Minimise(one => Line(one).Squares);
        var (squares, reach, asymptote) = Line(rate);
        return (squares, rate, reach, asymptote);
    }

    /// <summary>The least squared residuals of the curves whose doubling at <paramref name="start"/> gains <paramref name="gain"/>.</summary>
    public double Squares(double start, double gain) => Fixed(Minimise(rate => Fixed(rate, start, gain)), start, gain);

    /// <summary>The place at which the doubling of a fitted curve gains <paramref name="gain"/>, as a logarithm of size.</summary>
    public double PlaceOf(double gain, double rate, double reach) => _middle + (Math.Log(reach * -Expm1(-rate * Math.Log(2)) / gain) / rate);

    /// <summary>The gain of a fitted curve's doubling that starts at a logarithm of size.</summary>
    public double GainOf(double start, double rate, double reach) => reach * -Expm1(-rate * Math.Log(2)) * Shape(start, rate, _middle);

    private (double Squares, double Reach, double Asymptote) Line(double rate)
    {
        double meanOfShape = 0, products = 0, squares = 0;
        foreach (var place in x) meanOfShape += Shape(place, rate, _middle) / x.Length;
        for (var i = 0; i < x.Length; i++)
        {
            var shape = Shape(x[i], rate, _middle) - meanOfShape;
            squares += shape * shape;
            products += shape * (y[i] - _meanOfY);
        }

        // A curve that falls is no growth: the best that rises is then the constant.
        var reach = squares > 0 ? Math.Max(0, -products / squares) : 0;
        var asymptote = _meanOfY + (reach * meanOfShape);
        var rest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var error = y[i] - asymptote + (reach * Shape(x[i], rate, _middle));
            rest += error * error;
        }

        return (rest, reach, asymptote);
    }

    private double Fixed(double rate, double start, double gain)
    {
        var factor = gain / -Expm1(-rate * Math.Log(2));
        var mean = 0.0;
        for (var i = 0; i < x.Length; i++) mean += (y[i] + (factor * Shape(x[i], rate, start))) / x.Length;
        var squares = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var error = y[i] + (factor * Shape(x[i], rate, start)) - mean;
            squares += error * error;
        }

        return double.IsNaN(squares) ? double.PositiveInfinity : squares;
    }

    // A grid finds the valley, golden sections its ground.
    private static double Minimise(Func<double, double> of)
    {
        const double Section = 0.6180339887498949;
        var step = Math.Log(Steepest / Flattest) / (Grid - 1);
        var best = 0;
        var least = double.PositiveInfinity;
        for (var i = 0; i < Grid; i++)
        {
            var value = of(Flattest * Math.Exp(i * step));
            if (value < least) (best, least) = (i, value);
        }

        var (low, high) = (Math.Max(best - 1, 0) * step, Math.Min(best + 1, Grid - 1) * step);
        var (a, b) = (high - (Section * (high - low)), low + (Section * (high - low)));
        var (ofA, ofB) = (of(Flattest * Math.Exp(a)), of(Flattest * Math.Exp(b)));
        while (high - low > 1e-5)
        {
            if (ofA < ofB)
            {
                (high, b, ofB) = (b, a, ofA);
                a = high - (Section * (high - low));
                ofA = of(Flattest * Math.Exp(a));
            }
            else
            {
                (low, a, ofA) = (a, b, ofB);
                b = low + (Section * (high - low));
                ofB = of(Flattest * Math.Exp(b));
            }
        }

        return Flattest * Math.Exp((low + high) / 2);
    }

    private static double Shape(double place, double rate, double start) => Math.Exp(-rate * (place - start));

    // e^t − 1 without losing the digits of a small t.
    private static double Expm1(double t) => Math.Abs(t) < 1e-2 ? t * (1 + (t / 2 * (1 + (t / 3 * (1 + (t / 4 * (1 + (t / 5)))))))) : Math.Exp(t) - 1;
}
