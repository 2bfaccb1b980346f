using System.Text;
using System.Text.Json;
using EvalKit.Core.Configuration;
using EvalKit.Core.Configuration.Documents;
using EvalKit.Core.Data;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;
using EvalKit.Core.Models;
using EvalKit.Core.Perturbations;
using EvalKit.Core.Planning;
using EvalKit.Core.Tests.Store;

namespace EvalKit.Core.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void A_plan_in_which_everything_is_said_reads_back_whole()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Serialize(Full()));

        // What is not said in it would not be read either: whoever adds to a plan adds to this one.
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{}", text, StringComparison.Ordinal);
        Assert.Equal(text, Encoding.UTF8.GetString(PlanFile.Serialize(RecordReader.Read<Plan>(Encoding.UTF8.GetBytes(text)))));
    }

    [Fact]
    public void A_plan_is_read_as_the_serializer_would()
    {
        var bytes = PlanFile.Serialize(Plans.Of(Plans.WithSweep(), "a", "b"));

        var byLibrary = JsonSerializer.Deserialize<Plan>(bytes, WireJson.Options)!;

        Assert.Equal(PlanFile.Serialize(byLibrary), PlanFile.Serialize(RecordReader.Read<Plan>(bytes)));
    }

    [Theory]
    [InlineData("\"seed\": 0", "\"seed\": -1")]
    [InlineData("\"seed\": 0", "\"seed\": \"0\"")]
    [InlineData("\"latency\": ", "\"later\": ")]
    [InlineData("\"kind\": \"predictions\"", "\"kind\": \"guesses\"")]
    [InlineData("\"units\": [", "\"units\": [ 3,")]
    [InlineData("\"units\": [", "\"units\": ")]
    [InlineData("\"units\": [", "\"units\": [ null,")]
    [InlineData("\"model\": \"a\"", "\"model\": \"b\"")]
    [InlineData("\"start\": 0", "\"start\": -1")]
    [InlineData("\"parameters\": \"{", "\"parameters\": \"[{")]
    [InlineData("\"gates\": []", "\"gates\": null")]
    [InlineData("\"slices\": null", "\"slices\": { \"a\": \"0-2000000000\" }")]
    public async Task A_damaged_plan_is_refused(string said, string damaged)
    {
        using var folder = new TemporaryFolder();
        var text = Encoding.UTF8.GetString(PlanFile.Serialize(Plans.Of("a")));
        Assert.Contains(said, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.At(PlanFile.Name), text.Replace(said, damaged, StringComparison.Ordinal));

        var problem = await Assert.ThrowsAsync<UserException>(() => PlanFile.ReadAsync(folder.Path, CancellationToken.None));

        Assert.Contains("not a whole plan", problem.Message, StringComparison.Ordinal);
    }

    private static Plan Full()
    {
        var method = new PlannedMethod("occlusion", "occlusion", 2, """{"window":8}""");
        var input = new InputConfig(
            "x", InputLayout.Nchw, [1, 2, 2], 0.1, [double.NaN], [double.PositiveInfinity], ChannelOrder.Bgr, 4, true, Interpolation.Nearest);
        var facts = new ModelFacts(
            "a.onnx", "abc", 10, 17, "tool", [new TensorFacts("x", "float", ["?", "4"])], [new TensorFacts("y", "float", ["2"])],
            5, 6, new Dictionary<string, long> { ["Gemm"] = 6 }, 7, new Dictionary<string, int> { ["Gemm"] = 1 }, new Dictionary<string, string> { ["key"] = "value" });
        var model = new PlannedModel(
            new ModelEntry("a", "a.onnx", "family", input, new OutputConfig("y", ScoreKind.Logits)),
            new ProbedModel(
                facts, new ModelSignature(Plans.Shape, 2, ScoreKind.Probabilities, 3), new ImageView(Plans.Shape, 5, true, Interpolation.Nearest),
                "as is", ["layout: nchw"], new Dictionary<string, string> { ["saliency"] = "no" }));
        return new Plan(
            Plan.CurrentSchema, "run", new PlanVersions("0", "1", "cpu/all", "x64"), ulong.MaxValue, new PlannedData("idx", "p", "hash", 9, 8),
            ConstantSet.ImageNetC, "by size", [model], [new UnopenedModel("b", "broken", Retryable: true)], [new PlannedPerturbation(method, [1, 5], ["hash"])], "a",
            new PlannedExplanations(new ExplanationTarget(ExplanationTargetKind.Class, 3), ExplainedOutput.Logit, [new PlannedAttribution(method, 4)], [method], [method]),
            true, [new GateConfig(new SourcePlace("eval.yaml", 3, 5), "performance/accuracy", "a*", 0.1, 0.9, "reference", "b", "cost/macs", 0.01, 0.9, 5)],
            [new Unit("id", UnitKind.Predictions, "a", "clean", 0, 9, 1, ["other"])])
        {
            Drawn = 100,
            Slices = new Dictionary<string, string> { ["night"] = "0-3" },
            Sweeps = [new PlannedSweep(method, [0.5, 1], "sigma", 0.7, 6)],
        };
    }
}
