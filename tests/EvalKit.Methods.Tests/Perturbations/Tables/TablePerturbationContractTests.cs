using EvalKit.Core.Perturbations;
using EvalKit.Core.Randomness;
using EvalKit.Methods.Tests.Attributions;

namespace EvalKit.Methods.Tests.Perturbations.Tables;

/// <summary>What every table perturbation of the catalogue must keep to.</summary>
public class TablePerturbationContractTests
{
    private static readonly ColumnProfile[] Columns = [.. PerturbedRow.Numbers(30), .. PerturbedRow.Categories(30)];

    public static TheoryData<string> Kinds => Catalogue<ITablePerturbation>.Kinds;

    [Fact]
    public void All_are_found() => Assert.True(Kinds.Count >= 8);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_described(string kind) => Catalogue<ITablePerturbation>.AssertDescribed(kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Keeps_source_and_what_is_missing_and_depends_on_the_key_only(string kind)
    {
        for (var severity = 1; severity <= 5; severity++)
        {
            var row = Row(severity);
            row[3] = row[40] = float.NaN;
            var copy = row.ToArray();
            var first = PerturbedRow.Of(kind, row, Columns, severity);
            Assert.Equal(copy, row);
            if (kind is not "swapped-columns") Assert.True(float.IsNaN(first[3]) && float.IsNaN(first[40]));
            Assert.Equal(2, first.Count(float.IsNaN));

            // Categories stay categories.
            Assert.All(first[30..].Where(value => !float.IsNaN(value)), value => Assert.Contains(value, new float[] { 0, 1, 2, 3, 4 }));
            var others = new float[4][];
            Parallel.For(0, others.Length, i => others[i] = PerturbedRow.Of(kind, row, Columns, severity));
            Assert.All(others, other => Assert.Equal(first, other));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_random_differs_between_rows_at_every_severity(string kind)
    {
        for (var severity = 1; severity <= 5; severity++)
        {
            var results = Enumerable.Range(0, 20).Select(sample => string.Join(' ', PerturbedRow.Of(kind, Row(1), Columns, severity, $"{sample}")));
            Assert.Equal(kind is not ("clipped-range" or "rounding" or "mean-drift"), results.Distinct().Count() > 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Severities_are_monotone_in_distortion(string kind)
    {
        var distortions = Enumerable.Range(1, 5).Select(severity => Enumerable.Range(0, 400).Sum(sample =>
        {
            var row = Row((ulong)sample);
            return row.Zip(PerturbedRow.Of(kind, row, Columns, severity, $"{sample}")).Sum(pair => Math.Min(Math.Abs(pair.First - pair.Second), 10.0));
        })).ToArray();
        Assert.True(distortions[0] > 0);
        Assert.All(distortions.Zip(distortions.Skip(1)), pair => Assert.True(pair.First < pair.Second, string.Join(", ", distortions)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_no_column_one_column_and_constant_columns(string kind)
    {
        Assert.Empty(PerturbedRow.Of(kind, [], [], 5));
        ColumnProfile[] constant = [new("a", 3, 0)];
        Assert.True(float.IsFinite(Assert.Single(PerturbedRow.Of(kind, [3], constant, 5))));
        Assert.Equal(0, Assert.Single(PerturbedRow.Of(kind, [0], [new("c", 0, 0, 1)], 5)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_other_severities(string kind)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedRow.Of(kind, Row(1), Columns, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PerturbedRow.Of(kind, Row(1), Columns, 6));
    }

    private static float[] Row(int key) => Row((ulong)key);

    private static float[] Row(ulong key)
    {
        var random = new RandomStream(key);
        return [.. Columns.Select(column => column.IsCategorical ? random.NextInt(5) : (float)(10 + (4 * random.NextGaussian())))];
    }
}
