using EvalKit.Methods.Perturbations;
using EvalKit.Methods.Perturbations.Images;

namespace EvalKit.Methods.Tests.Perturbations.Images;

public class PerspectiveTests
{
    [Fact]
    public void The_map_takes_the_corners_where_they_go_and_lines_to_lines()
    {
        (double X, double Y)[] corners = [(0.1, -0.05), (0.9, 0.15), (1.1, 0.95), (-0.1, 1.2)];
        var map = SquareMap.To(corners);
        (double U, double V)[] square = [(0, 0), (1, 0), (1, 1), (0, 1)];
        foreach (var (corner, (u, v)) in corners.Zip(square))
        {
            Assert.Equal(corner.X, map.Of(u, v).X, 1e-12);
            Assert.Equal(corner.Y, map.Of(u, v).Y, 1e-12);
        }

        // The middle goes to where the diagonals cross: (0.1 + s, −0.05 + s) = (0.9 − t, 0.15 + 1.05 t), s = 0.8 − t.
        var s = 1.04 / 2.05;
        Assert.Equal(0.1 + s, map.Of(0.5, 0.5).X, 1e-12);
        Assert.Equal(-0.05 + s, map.Of(0.5, 0.5).Y, 1e-12);
    }

    [Theory]
    [InlineData(1, 0.04)]
    [InlineData(5, 0.2)]
    public void The_middle_moves_as_corners_do_that_move_evenly_within_the_reach_stated(int severity, double reach)
    {
        var moves = Ramp.Draws(new Perspective(), severity, 600)
            .Select(result => Ramp.Origin(result, 0, 0))
            .ToArray();
        var side = Ramp.Shape.Width;

        // The middle is where the diagonals cross. To the first order a diagonal is shifted across by the mean of the moves of its
        // two ends, so the variance is half that of an even number within the reach.
        var variance = reach * side * reach * side / 6;
        foreach (var component in (Func<(double X, double Y), double>[])[move => move.X, move => move.Y])
        {
            var values = moves.Select(component).ToArray();
            Assert.Equal(0, values.Average(), 4 * Math.Sqrt(variance / 600));
            Assert.Equal(variance, values.Average(value => value * value), 0.25 * variance);
        }

        // The two components are independent.
        Assert.Equal(0, moves.Average(move => move.X * move.Y), 4 * variance / Math.Sqrt(600));
    }

    [Fact]
    public void Values_are_those_of_the_version_stated() =>
        GoldenOutput.Assert(new Perspective(), version: 1, [0.1843166f, 0.5462902f, 0.2401751f, 0.494672f, 0.4109043f, 0.5927384f, 0.2380943f, 0.2539841f]);
}
