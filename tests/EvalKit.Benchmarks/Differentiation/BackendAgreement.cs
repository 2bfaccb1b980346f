using EvalKit.Core.Errors;
using EvalKit.Core.Models;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks.Differentiation;

/// <summary>
/// Compares gradients with finite differences over ONNX's backend test data (Debian's <c>libonnx-testdata</c>), by each float
/// input and for each float output of a case, and prints a table by outcome. A case agrees where all that could be compared
/// agrees.
/// </summary>
internal static class BackendAgreement
{
    private const string Agrees = "agrees";
    private const string Wrong = "wrong";

    // Random numbers are drawn anew in every run, so that there is no slope to compare with.
    private static readonly string[] Random = ["Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"];

    // What refusals that name no operator say, and how the table calls it.
    private static readonly (string Said, string Reason)[] Known =
    [
        ("0 everywhere", "lets no slope through"),
        ("nothing leads from", "does not depend on its floats"),
        ("from 7 on", "is of an opset before 7"),
    ];

    private sealed record Outcome(string Case, string Reason, string Blamed);

    /// <summary>Runs all cases.</summary>
    /// <param name="folder">Holds the cases, at any depth.</param>
    /// <param name="list">Prints each case that is compared with a reason other than agreement.</param>
    /// <returns>Whether no gradient is wrong.</returns>
    public static bool Run(string folder, bool list)
    {
        var cases = Directory.EnumerateFiles(folder, "model.onnx", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Order(StringComparer.Ordinal).ToArray();
        var outcomes = new Outcome[cases.Length];
        Parallel.For(0, cases.Length, i => outcomes[i] = Judge(cases[i]!));
        if (list)
        {
            foreach (var outcome in outcomes.Where(outcome => outcome.Reason != Agrees)) Console.WriteLine($"{outcome.Case}: {outcome.Reason}: {outcome.Blamed}");
            Console.WriteLine();
        }

        Console.WriteLine($"{outcomes.Length} cases\n\n| outcome | cases | operators |\n| --- | --: | --- |");
        foreach (var group in outcomes.GroupBy(outcome => outcome.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var blamed = group.Key == Agrees ? [] : group.GroupBy(outcome => outcome.Blamed).OrderByDescending(one => one.Count()).ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => one.Count() == 1 ? one.Key : $"{one.Key} ×{one.Count()}");
            Console.WriteLine($"| {group.Key} | {group.Count()} | {string.Join(", ", blamed)} |");
        }

        return !outcomes.Any(outcome => outcome.Reason == Wrong);
    }

    private static Outcome Judge(string folder)
    {
        var name = Path.GetFileName(folder);
        BackendCase one;
        try
        {
            one = BackendCase.Read(folder);
        }
        catch (UserException error)
        {
            return new Outcome(name, "is not read", error.Message);
        }

        var operators = string.Join('+', one.Operators.Take(2));
        if (one.Inputs.Values.Any(data => data is null)) return new Outcome(name, "takes sequences or optional values", operators);
        var (inputs, outputs) = (one.FloatInputs.ToList(), one.FloatOutputs.ToList());
        if (inputs.Count == 0) return new Outcome(name, "takes no floats", operators);
        if (outputs.Count == 0) return new Outcome(name, "gives no tensor of floats", operators);
        if (one.Operators.FirstOrDefault(Random.Contains) is { } random) return new Outcome(name, "draws random numbers", random);

        // The outcome that says most stands for the case: an input that only moves a shape or a seed says little.
        var found = inputs.SelectMany(input => outputs.Select(output => Judge(one, input, output, operators))).ToList();
        return found.FirstOrDefault(outcome => outcome.Reason == Wrong) ?? found.FirstOrDefault(outcome => outcome.Reason == Agrees) ?? found[0];
    }

    private static Outcome Judge(BackendCase one, string input, string output, string operators)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        one.Write(input, path);
        try
        {
            var data = one.Inputs[input]!;
            var shapes = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { [input] = [.. data.Dims] };
            using var model = GradientModel.Compile(path, input, output, shapes);
            using var call = model.CreateCall();
            Array.ConvertAll(TensorContent.Numbers(data)!, value => (float)value).CopyTo(call.Input<float>(input));
            return new SlopeComparison(call, input).Compare() switch
            {
                SlopeVerdict.Agrees => new Outcome(one.Name, Agrees, ""),
                SlopeVerdict.NoSlope => new Outcome(one.Name, Rounds(one) ? "rounds, straight through by definition" : "has no slope at the data", operators),
                SlopeVerdict.OutsideDomain => new Outcome(one.Name, "is not a number at the data", operators),
                _ => new Outcome(one.Name, Rounds(one) ? "rounds, straight through by definition" : Wrong, $"{operators} by {input}"),
            };
        }
        catch (NotDifferentiableException refusal)
        {
            return refusal.Operator.Length > 0
                ? new Outcome(one.Name, "has an operator that is refused", refusal.Operator)
                : new Outcome(one.Name, Known.FirstOrDefault(known => refusal.Message.Contains(known.Said, StringComparison.Ordinal)).Reason ?? refusal.Message, operators);
        }
        catch (UserException error)
        {
            return new Outcome(one.Name, error.Message.Contains("does not run on zeros", StringComparison.Ordinal) ? "does not run on zeros" : "is not run by the runtime", operators);
        }
        catch (ModelException)
        {
            return new Outcome(one.Name, "fails in the runtime", operators);
        }
    }

    private static bool Rounds(BackendCase one) => one.Operators.Any(name => name.Contains("quantize", StringComparison.OrdinalIgnoreCase));
}
