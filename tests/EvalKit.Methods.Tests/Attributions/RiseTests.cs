using EvalKit.Core.Images;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Attributions;

namespace EvalKit.Methods.Tests.Attributions;

public sealed class RiseTests
{
    private static readonly ImageShape Shape = new(2, 8, 6);

    [Theory]
    [InlineData(4, 0.5, 0.2)]
    [InlineData(3, 0.3, null)]
    public void On_a_linear_function_the_error_from_the_closed_form_is_the_stated_standard_error(int cells, double probability, double? baseline)
    {
        var function = new LinearFunction(Shape, RandomArrays.Normal(Shape.Length, 1), 1);
        var picture = RandomArrays.Uniform(Shape.Length, 2);
        var expected = Expectation(function, picture, cells, probability, baseline);
        var method = new Rise(250, cells, probability, baseline);

        // All pixels share their masks, so the mean of z² needs many repeats: its own deviation is about √(2 / repeats).
        const int Repeats = 200;
        var (squares, largest) = (0.0, 0.0);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var (attribution, error) = (new float[Shape.Pixels], new float[Shape.Pixels]);
            method.Attribute(new(function, picture, (ulong)repeat), attribution, error, default);
            for (var i = 0; i < Shape.Pixels; i++)
            {
                var z = (attribution[i] - expected[i]) / error[i];
                squares += z * z / (Shape.Pixels * Repeats);
                largest = Math.Max(largest, Math.Abs(z));
            }
        }

        Assert.InRange(squares, 0.8, 1.2);
        Assert.InRange(largest, 2, 6);
    }

    [Fact]
    public void A_mask_is_the_authors_bilinear_enlargement_cropped()
    {
        // A grid of 2 along 4 pixels: cells of 2, enlarged to 6 places with centres (i + ½)·2/6 − ½, mirrored at the ends.
        var shape = new ImageShape(1, 4, 4);
        var masks = new RiseMasks(shape, 2, 0.5);
        var mask = new float[16];
        var seen = new HashSet<string>();
        double[][] weights = [[2 / 3.0, 1.0, 2 / 3.0, 1 / 3.0, 0.0, 1 / 3.0], [1 / 3.0, 0.0, 1 / 3.0, 2 / 3.0, 1.0, 2 / 3.0]];
        var random = new RandomStream(5);
        for (var repeat = 0; repeat < 200; repeat++)
        {
            var check = random;
            masks.Draw(ref random, mask);
            var grid = Enumerable.Range(0, 4).Select(_ => check.NextDouble() < 0.5 ? 1.0 : 0.0).ToArray();
            var (down, right) = (check.NextInt(2), check.NextInt(2));
            for (var place = 0; place < 16; place++)
            {
                var (y, x) = (place / 4, place % 4);
                var expected = 0.0;
                for (var cell = 0; cell < 4; cell++) expected += grid[cell] * weights[cell / 2][y + down] * weights[cell % 2][x + right];
                Assert.Equal(expected, mask[place], 1e-6);
            }

            seen.Add(string.Concat(grid) + down + right);
        }

        Assert.InRange(seen.Count, 60, 64);
    }

    // E[S(x)] = f(baseline) + Σ_y w_y (picture_y − baseline_y) E[m(x) m(y)] / p, with E[m(x) m(y)] = p² + p (1 − p) E[Σ_cells a_x a_y].
    private static double[] Expectation(LinearFunction function, float[] picture, int cells, double probability, double? baseline)
    {
        var covariance = new double[Shape.Pixels, Shape.Pixels];
        var (rows, columns) = (Weights(Shape.Height, cells), Weights(Shape.Width, cells));
        var shifts = rows.Length * columns.Length;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                for (var a = 0; a < Shape.Pixels; a++)
                {
                    for (var b = 0; b < Shape.Pixels; b++)
                    {
                        var alongRows = row[a / Shape.Width].Zip(row[b / Shape.Width], (u, v) => u * v).Sum();
                        var alongColumns = column[a % Shape.Width].Zip(column[b % Shape.Width], (u, v) => u * v).Sum();
                        covariance[a, b] += alongRows * alongColumns / shifts;
                    }
                }
            }
        }

        var expected = Enumerable.Repeat((double)function.Bias, Shape.Pixels).ToArray();
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var plane = picture.AsSpan(channel * Shape.Pixels, Shape.Pixels).ToArray();
            var absent = baseline ?? plane.Average(value => (double)value);
            for (var a = 0; a < Shape.Pixels; a++)
            {
                for (var b = 0; b < Shape.Pixels; b++)
                {
                    var weight = function.Weights[(channel * Shape.Pixels) + b];
                    expected[a] += weight * (absent + ((plane[b] - absent) * (probability + ((1 - probability) * covariance[a, b]))));
                }
            }
        }

        return expected;
    }

    // [shift][pixel][cell]: how much of each cell of a grid a pixel holds.
    private static double[][][] Weights(int length, int cells)
    {
        var size = (int)Math.Ceiling(length / (double)cells);
        return [.. Enumerable.Range(0, size).Select(shift => Enumerable.Range(shift, length).Select(place =>
        {
            var weights = new double[cells];
            var centre = ((place + 0.5) / ((cells + 1) * size) * cells) - 0.5;
            for (var cell = -1; cell <= cells; cell++)
            {
                var mirrored = cell < 0 ? 1 : cell == cells ? cells - 2 : cell;
                weights[mirrored] += Math.Max(0, 1 - Math.Abs(centre - cell));
            }

            return weights;
        }).ToArray())];
    }
}
