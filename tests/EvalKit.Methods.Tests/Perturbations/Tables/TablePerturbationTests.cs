using EvalKit.Core.Perturbations;
using EvalKit.Methods.Perturbations.Tables;

namespace EvalKit.Methods.Tests.Perturbations.Tables;

/// <summary>What each kind does to columns with a mean of 10 and a standard deviation of 4, by hand.</summary>
public class TablePerturbationTests
{
    private static readonly float[] Hundred = [.. Enumerable.Repeat(11f, 100)];

    public static TheoryData<int, int> Shares => new() { { 1, 5 }, { 2, 10 }, { 3, 20 }, { 4, 30 }, { 5, 50 } };

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.4)]
    [InlineData(3, 0.8)]
    [InlineData(4, 1.6)]
    [InlineData(5, 3.2)]
    public void Noise_has_a_deviation_in_proportion_to_the_columns(int severity, double deviation)
    {
        var values = Enumerable.Range(0, 200).SelectMany(row => PerturbedRow.Of("gaussian-noise", Hundred, PerturbedRow.Numbers(100), severity, $"{row}")).ToArray();
        var mean = values.Average(value => (double)value);
        Assert.Equal(11, mean, 4 * deviation / Math.Sqrt(values.Length));
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 4 * deviation / Math.Sqrt(2.0 * values.Length));
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void Missing_values_are_replaced_as_stated(int severity, int changed)
    {
        var (numbers, categories) = (PerturbedRow.Numbers(100), PerturbedRow.Categories(100));
        float[] ones = [.. Enumerable.Repeat(1f, 100)];
        Assert.Equal(changed, PerturbedRow.Of(new MissingValues(), Hundred, numbers, severity).Count(value => value == 10));
        Assert.Equal(changed, PerturbedRow.Of(new MissingValues(), ones, categories, severity).Count(value => value == 3));
        Assert.Equal(changed, PerturbedRow.Of(new MissingValues(MissingValueReplacement.Zero), Hundred, numbers, severity).Count(value => value == 0));
        Assert.Equal(changed, PerturbedRow.Of(new MissingValues(MissingValueReplacement.Nothing), Hundred, numbers, severity).Count(float.IsNaN));
        Assert.Equal(100 - changed, PerturbedRow.Of(new MissingValues(), Hundred, numbers, severity).Count(value => value == 11));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(4, 10)]
    [InlineData(5, 20)]
    public void Units_are_off_by_10_or_1000_equally_often(int severity, int changed)
    {
        var values = Enumerable.Range(0, 400).SelectMany(row =>
        {
            var result = PerturbedRow.Of("unit-errors", Hundred, PerturbedRow.Numbers(100), severity, $"{row}");
            Assert.Equal(changed, result.Count(value => value != 11));
            return result;
        }).ToArray();
        Assert.All(values, value => Assert.Contains(value, new float[] { 11, 110, 11_000 }));
        Assert.Equal(200 * changed, values.Count(value => value == 110), 4 * Math.Sqrt(100 * changed));
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void Categories_become_each_other_one_equally_often(int severity, int changed)
    {
        float[] row = [.. Enumerable.Repeat(2f, 100)];
        var values = Enumerable.Range(0, 200).SelectMany(sample =>
        {
            var result = PerturbedRow.Of("category-swap", row, PerturbedRow.Categories(100), severity, $"{sample}");
            Assert.Equal(changed, result.Count(value => value != 2));
            return result;
        }).ToArray();
        var expected = 200 * changed / 4.0;
        Assert.All((float[])[0, 1, 3, 4], category => Assert.Equal(expected, values.Count(value => value == category), 4 * Math.Sqrt(expected * 3 / 4)));
        Assert.Equal(Hundred, PerturbedRow.Of("category-swap", Hundred, PerturbedRow.Numbers(100), severity));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 100)]
    [InlineData(5, 200)]
    public void Columns_change_places_in_pairs(int severity, int moved)
    {
        ColumnProfile[] columns = [.. PerturbedRow.Numbers(200), .. PerturbedRow.Categories(2)];
        float[] row = [.. Enumerable.Range(0, 200).Select(i => (float)i), 1, 2];
        var result = PerturbedRow.Of("swapped-columns", row, columns, severity);
        Assert.Equal([1, 2], result[200..]);
        Assert.Equal(row[..200], result[..200].Order());
        Assert.Equal(moved, Enumerable.Range(0, 200).Count(i => result[i] != i));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(i, result[(int)result[i]]));
    }

    [Theory]
    [InlineData(1, 2, 18)]
    [InlineData(2, 4, 16)]
    [InlineData(3, 6, 14)]
    [InlineData(4, 7, 13)]
    [InlineData(5, 8, 12)]
    public void Ranges_are_clipped_around_the_mean(int severity, float low, float high) => Assert.Equal(
        [low, 9, 11, high, 40], PerturbedRow.Of("clipped-range", [-3, 9, 11, 18.5f, 40], [.. PerturbedRow.Numbers(4), new("c", 0, 0, 50)], severity));

    [Theory]
    [InlineData(1, 10, 11.2f, 9.2f)]
    [InlineData(2, 10, 11, 9)]
    [InlineData(3, 10, 12, 10)]
    [InlineData(4, 10, 10, 10)]
    [InlineData(5, 10, 10, 10)]
    public void Numbers_are_rounded_to_steps_from_the_mean(int severity, float first, float second, float third) =>
        Assert.Equal([first, second, third], PerturbedRow.Of("rounding", [10, 11.15f, 9.1f], PerturbedRow.Numbers(3), severity));

    [Theory]
    [InlineData(1, 0.4f)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    public void The_mean_drifts_in_all_rows_alike(int severity, float step)
    {
        var columns = PerturbedRow.Numbers(100);
        var first = PerturbedRow.Of("mean-drift", Hundred, columns, severity, "0");
        Assert.Equal(first, PerturbedRow.Of("mean-drift", Hundred, columns, severity, "1"));
        Assert.All(first, value => Assert.Equal(step, Math.Abs(value - 11), 1e-5f));
        Assert.Equal(50, first.Count(value => value > 11), 4 * 5.0);
    }

    [Theory]
    [InlineData("category-swap", 1, "11 9 2 4 1 3")]
    [InlineData("clipped-range", 1, "11 9 8 0 1 2")]
    [InlineData("gaussian-noise", 1, "9.42249 11.89978 1.85007 0 1 2")]
    [InlineData("mean-drift", 1, "19 1 10 0 1 2")]
    [InlineData("missing-values", 1, "10 9 2 0 3 3")]
    [InlineData("rounding", 1, "10 10 2 0 1 2")]
    [InlineData("swapped-columns", 1, "9 11 2 0 1 2")]
    [InlineData("unit-errors", 1, "11000 9 2 0 1 2")]
    public void Values_are_those_of_the_version_stated(string kind, int version, string expected)
    {
        var perturbation = Attributions.Catalogue<ITablePerturbation>.Create(kind);
        Assert.Equal(version, System.Reflection.CustomAttributeExtensions.GetCustomAttribute<Core.Plugins.PluginAttribute>(perturbation.GetType())!.Version);
        var result = new float[6];
        perturbation.Apply([11, 9, 2, 0, 1, 2], result, new TableContext([.. PerturbedRow.Numbers(3), .. PerturbedRow.Categories(3)], 5, 42));
        var actual = string.Join(' ', result.Select(value => value.ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(expected == actual, $"The values of {kind} are now \"{actual}\"");
    }
}
