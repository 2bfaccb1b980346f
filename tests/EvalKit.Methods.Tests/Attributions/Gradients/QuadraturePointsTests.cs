using EvalKit.Methods.Attributions.Gradients;

namespace EvalKit.Methods.Tests.Attributions.Gradients;

public sealed class QuadraturePointsTests
{
    [Fact]
    public void Gauss_and_Legendre_are_NumPys()
    {
        // numpy.polynomial.legendre.leggauss(5), moved to [0, 1].
        var points = QuadraturePoints.Of(Quadrature.GaussLegendre, 5);
        Assert.Equal([0.046910077030668, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332], points.Places, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454], points.Weights, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData(Quadrature.GaussLegendre, 50)]
    [InlineData(Quadrature.GaussLegendre, 400)]
    [InlineData(Quadrature.Trapezoid, 50)]
    public void Points_ascend_and_weights_add_up_to_1(Quadrature rule, int count)
    {
        var points = QuadraturePoints.Of(rule, count);
        Assert.Equal(points.Places.Order(), points.Places);
        Assert.Equal(1, points.Weights.Sum(), 1e-9);
    }
}
