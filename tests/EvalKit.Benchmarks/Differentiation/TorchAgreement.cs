using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EvalKit.Onnx.Differentiation;
using EvalKit.Onnx.Graphs;
using EvalKit.Onnx.Inference;

namespace EvalKit.Benchmarks.Differentiation;

/// <summary>
/// Compares the gradients of the networks that <c>torch_references.py export</c> wrote with PyTorch's own in 64 bit, and, where
/// rounds are asked for, times forward with backward beside forward alone and beside PyTorch, in turns: the processor time of one thread each.
/// </summary>
internal static class TorchAgreement
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Prints the tables.</summary>
    /// <param name="folder">The exported networks.</param>
    /// <param name="script">The Python script that wrote them; it times PyTorch.</param>
    /// <param name="rounds">Rounds of timing; 0 for none.</param>
    /// <param name="batches">The batch sizes that are timed.</param>
    public static void Run(string folder, string script, int rounds, IReadOnlyList<int> batches)
    {
        Console.WriteLine("| network | kind | largest error / largest gradient | relative L2 | cosine | PyTorch 32 bit, relative L2 |\n| --- | --- | --: | --: | --: | --: |");
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files) Compare(file);
        if (rounds == 0) return;

        Console.WriteLine("\n| network | batch | forward, ms | forward + backward, ms | ratio | PyTorch, ms | ours / PyTorch |\n| --- | --: | --: | --: | --: | --: | --: |");
        using var torch = Start(script, folder);
        foreach (var file in files)
        {
            foreach (var batch in batches) Time(file, batch, rounds, torch);
        }

        torch.StandardInput.Close();
        torch.WaitForExit();
    }

    private static void Compare(string file)
    {
        var facts = JsonNode.Parse(File.ReadAllText(file))!;
        var model = Path.ChangeExtension(file, ".onnx");
        var expected = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.ChangeExtension(file, ".gradient"))).ToArray();
        using var compiled = GradientModel.Compile(model, (string)facts["wrt"]!, "scores", Shapes(facts, batch: 1));
        using var call = compiled.CreateCall();
        File.ReadAllBytes(Path.ChangeExtension(file, ".input")).CopyTo(call.Input<byte>("input"));
        call.Seed[(int)facts["class"]!] = 1;
        call.Run();
        var actual = Array.ConvertAll(call.Gradient.ToArray(), value => (double)value);
        var difference = new double[actual.Length];
        TensorPrimitives.Subtract<double>(actual, expected, difference);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {facts["name"]} | {((bool)facts["smooth"]! ? "smooth" : "rectified")} | {Math.Abs(TensorPrimitives.MaxMagnitude<double>(difference) / TensorPrimitives.MaxMagnitude<double>(expected)):0.0e+0} | {TensorPrimitives.Norm<double>(difference) / TensorPrimitives.Norm<double>(expected):0.0e+0} | {TensorPrimitives.CosineSimilarity<double>(actual, expected):F7} | {(double)facts["torch32RelativeL2"]!:0.0e+0} |"));
    }

    private static void Time(string file, int batch, int rounds, Process torch)
    {
        var facts = JsonNode.Parse(File.ReadAllText(file))!;
        var path = Path.ChangeExtension(file, ".onnx");
        var input = File.ReadAllBytes(Path.ChangeExtension(file, ".input"));
        var shapes = Shapes(facts, batch);
        using var compiled = GradientModel.Compile(path, (string)facts["wrt"]!, "scores", shapes);
        using var call = compiled.CreateCall();
        using var session = RuntimeSession.Open(ModelFile.Read(path), threads: 1);
        var type = session.InputMetadata["input"].ElementDataType;
        var output = session.OutputMetadata["scores"];
        using var forward = new PooledCall(
            session, new TensorPlace("input", type, _ => [.. shapes["input"]]), new TensorPlace("scores", output.ElementDataType, _ => [.. compiled.Output.Dimensions]), 0);
        forward.Resize(batch);
        for (var i = 0; i < batch; i++)
        {
            input.CopyTo(call.Input<byte>("input")[(i * input.Length)..]);
            input.CopyTo(forward.Input[(i * input.Length)..]);
        }

        call.Seed[0] = 1;
        call.Run();
        forward.Run();
        var times = new double[3][];
        for (var i = 0; i < times.Length; i++) times[i] = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            times[0][round] = Milliseconds(forward.Run);
            times[1][round] = Milliseconds(call.Run);
            torch.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facts["name"]} {batch}"));
            torch.StandardInput.Flush();
            times[2][round] = double.Parse(torch.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {facts["name"]} | {batch} | {Median(times[0]):F1} | {Median(times[1]):F1} | {Median([.. times[1].Zip(times[0], (a, b) => a / b)]):F2} | {Median(times[2]):F1} | {Median([.. times[1].Zip(times[2], (a, b) => a / b)]):F2} |"));
    }

    private static Dictionary<string, IReadOnlyList<long>> Shapes(JsonNode facts, int batch) =>
        new(StringComparer.Ordinal) { ["input"] = [batch, .. facts["shape"]!.AsArray().Skip(1).Select(size => (long)size!)] };

    private static double Milliseconds(Action work)
    {
        // Processor time of one thread: other programs take time from the clock, and more of it from what takes longer.
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static Process Start(string script, string folder)
    {
        var start = new ProcessStartInfo(Python, [script, "time", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }
}
