using MathNet.Numerics.Integration;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Where on [0, 1] a function is taken, and with which weight.</summary>
/// <param name="Places">Ascending.</param>
/// <param name="Weights">They add up to 1.</param>
internal sealed record QuadraturePoints(double[] Places, double[] Weights)
{
    /// <summary>The points of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="count">How many points; at least 2.</param>
    public static QuadraturePoints Of(Quadrature rule, int count)
    {
        var (places, weights) = (new double[count], new double[count]);
        if (rule == Quadrature.GaussLegendre)
        {
            var points = new GaussLegendreRule(0, 1, count);
            for (var i = 0; i < count; i++) (places[i], weights[i]) = (points.GetAbscissa(i), points.GetWeight(i));
            Array.Sort(places, weights);
            return new(places, weights);
        }

        for (var i = 0; i < count; i++) (places[i], weights[i]) = (i / (count - 1.0), (i == 0 || i == count - 1 ? 0.5 : 1) / (count - 1));
        return new(places, weights);
    }
}
