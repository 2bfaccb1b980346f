using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Onnx.Tests.Differentiation;

/// <summary>Every rule and rewrite against finite differences of the model as the file has it.</summary>
public sealed class RuleTests : IDisposable
{
    private static readonly Dictionary<string, GradientCase> Cases = new[]
    {
        ElementwiseCases.All, WindowCases.All, ProductCases.All, NormalizationCases.All, MovementCases.All, ReductionCases.All, FusedCases.All,
    }.SelectMany(cases => cases).ToDictionary(example => example.Name);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Cases.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_finite_differences(string name)
    {
        var example = Cases[name];
        using var check = new FiniteDifference(example.Model.Save(_folder));
        check.Check(example.Low, example.High);
    }
}
