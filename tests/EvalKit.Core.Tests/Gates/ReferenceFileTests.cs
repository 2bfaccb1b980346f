using EvalKit.Core.Errors;
using EvalKit.Core.Gates;
using EvalKit.Core.Gates.References;
using EvalKit.Core.Metrics;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Reports;

namespace EvalKit.Core.Tests.Gates;

public sealed class ReferenceFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("evalkit-").FullName, "reference.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task Reads_back_what_was_saved()
    {
        var saved = Saved();
        await File.WriteAllBytesAsync(_file, ReferenceFile.Serialize(saved));
        var read = await ReferenceFile.ReadAsync(_file, default);
        Assert.Equal(ReferenceFile.Serialize(saved), ReferenceFile.Serialize(read));
        var values = read.Models[0].Figures["performance/accuracy"].Unpack()!;
        Assert.Equal(Enumerable.Range(0, 1000), values.Samples.ToArray());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i >= 100 ? 1.0 : 0), values.Values.ToArray());
        Assert.Equal(1000, read.Models[0].Figures["cost/parameters"].Value);
    }

    [Fact]
    public async Task Is_small()
    {
        await File.WriteAllBytesAsync(_file, ReferenceFile.Serialize(Saved()));
        Assert.InRange(new FileInfo(_file).Length, 1, 2000);
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "another version (schema 2")]
    [InlineData("\"seed\"", "\"sed\"", "no reference run that EvalKit wrote")]
    [InlineData("\"0-999\"", "\"0-99\"", "new, performance/accuracy: it holds more values than samples; save it anew")]
    [InlineData("\"0-999\"", "\"0-9999\"", "fewer than its samples")]
    [InlineData("\"0-999\"", "\"0-2000000000\"", "the range '0-2000000000' goes on to more than")]
    [InlineData("\"models\": [", "\"models\": [null,", "no reference run that EvalKit wrote")]
    [InlineData("\"0-999\"", "\"9-0\"", "'9-0' is not ascending")]
    [InlineData("\"bits\"", "\"floats\"", "fewer than its samples")]
    public async Task A_damaged_file_is_refused(string part, string instead, string message)
    {
        var text = System.Text.Encoding.UTF8.GetString(ReferenceFile.Serialize(Saved()));
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_file, text.Replace(part, instead, StringComparison.Ordinal));
        var problem = await Assert.ThrowsAsync<UserException>(() => ReferenceFile.ReadAsync(_file, default));
        Assert.StartsWith(_file, problem.Message, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_says_how_to_make_one() => Assert.Contains(
        "--save-reference", (await Assert.ThrowsAsync<UserException>(() => ReferenceFile.ReadAsync(_file, default))).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_data_cannot_be_paired() => Assert.Contains(
        "other data (hash d0d0d0d0d0d0…, this run's are e0e0e0e0e0e0…)",
        Assert.Throws<UserException>(() => Saved().FitTo(Plan("e0"), "r.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Another_perturbation_or_seed_marks_only_what_depends_on_it()
    {
        var saved = Saved() with
        {
            Models = [new("new", "00", new Dictionary<string, ReferenceFigure>
        {
            ["performance/accuracy"] = Figure, ["robustness/accuracy@fog:3"] = Figure, ["robustness/accuracy@jpeg"] = Figure, ["robustness/mean-corrupted-accuracy"] = Figure,
        })]
        };
        var other = Plan("d0") with { Seed = 5, Perturbations = [Plan("d0").Perturbations[0], Plan("d0").Perturbations[1] with { Severities = [2] }] };
        var figures = saved.FitTo(other, "r.json").Models[0].Figures;
        Assert.Equal((null, null), (figures["performance/accuracy"].Mismatch, figures["performance/accuracy"].Note));
        Assert.Equal((null, "the reference run perturbed with another seed"), (figures["robustness/accuracy@fog:3"].Mismatch, figures["robustness/accuracy@fog:3"].Note));
        Assert.Equal("the reference run perturbed otherwise (jpeg jpeg v1:1+3; this run jpeg jpeg v1:2)", figures["robustness/accuracy@jpeg"].Mismatch);
        Assert.NotNull(figures["robustness/mean-corrupted-accuracy"].Mismatch);
    }

    [Fact]
    public void Values_of_single_precision_come_back_exactly()
    {
        double[] values = [0.5, 1.0 / 3, -2e-7, 103.25, 0];
        var figure = ReferenceFigure.Of(1, new(new[] { 1, 2, 3, 7, 9 }, values));
        Assert.Equal("1-3,7,9", figure.Samples);
        Assert.Equal(values.Select(value => (double)(float)value), figure.Unpack()!.Values.ToArray());
        Assert.Equal([1, 2, 3, 7, 9], figure.Unpack()!.Samples.ToArray());
    }

    internal static Plan Plan(string data) => new(
        Core.Planning.Plan.CurrentSchema, "run", new("0.1.0", "1", "cpu", "x"), 7, new("idx", "{}", string.Concat(Enumerable.Repeat(data, 32)), 1000, 100), ConstantSet.CifarC, "", [], [],
        [new(new("fog", "fog", 1, "{}"), [3]), new(new("jpeg", "jpeg", 1, "{}"), [1, 3])], null, null, false, [], []);

    private static ReferenceFigure Figure => ReferenceFigure.Of(0.5, new SampleValues(new[] { 0, 1 }, new double[] { 0, 1 }));

    private static ReferenceRun Saved() => ReferenceSaving.Of(Runs.Of(Runs.Model("new", 1000, 1000, i => i >= 100)), Plan("d0"), GateScope.Kept([]));
}
