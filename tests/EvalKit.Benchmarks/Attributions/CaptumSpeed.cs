using System.Diagnostics;
using System.Globalization;
using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Core.Execution;
using EvalKit.Data.Decoding;
using EvalKit.Methods.Attributions.Gradients;
using EvalKit.Onnx.Inference;
using EvalKit.Onnx.Tests.Fixtures;

namespace EvalKit.Benchmarks.Attributions;

/// <summary>
/// Integrated gradients with 50 steps on 16 pictures beside Captum's (captum_agreement.py serve): the processor time of one
/// thread each, in turns. Captum has the faster of two batches.
/// </summary>
internal static class CaptumSpeed
{
    private const int Pictures = 16;
    private const double WarmUpSeconds = 2;
    private static readonly int[] Batches = [64, 800];
    private static readonly string[] Models = ["linear", "mlp", "cnn-8-s0", "cnn-28-s0", "cnn-48-s0", "resnet", "vit"];

    /// <summary>Prints the table.</summary>
    /// <param name="captum">The folder with Captum's package.</param>
    /// <param name="checkpoints">The checkpoints of models/training/fashion.py.</param>
    /// <param name="rounds">How often each is timed.</param>
    public static void Run(string captum, string checkpoints, int rounds)
    {
        using var peer = Start(captum, checkpoints);
        var images = Repository.Path("eval-configs/data/fashion/t10k-images-idx3-ubyte.gz");
        var pictures = Enumerable.Range(0, Pictures).Select(i => StoredPicture.Load(string.Create(CultureInfo.InvariantCulture, $"{images}#{i}")).Values()).ToArray();
        Console.WriteLine("| model | ours, ms | Captum, ms | times as fast, median | quartiles |\n| --- | --: | --: | --: | --: |");
        foreach (var name in Models)
        {
            using var model = OnnxModel.Open(Repository.Path($"models/fashion/{name}.onnx"), new InputConfig(), new OutputConfig());
            var batch = Batches.MinBy(size => Math.Min(Ask(peer, name, size), Ask(peer, name, size)));
            WarmUp(model, pictures);
            var (ours, theirs) = (new double[rounds], new double[rounds]);
            for (var round = 0; round < rounds; round++)
            {
                var start = Environment.CpuUsage.TotalTime;
                Attribute(model, pictures);
                ours[round] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                theirs[round] = Ask(peer, name, batch);
            }

            var ratios = theirs.Zip(ours, (their, our) => their / our).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {1e3 * Median(ours):F0} | {1e3 * Median(theirs):F0} | {Median(ratios):F2} | {ratios[rounds / 4]:F2} to {ratios[rounds * 3 / 4]:F2} |"));
        }

        peer.StandardInput.Close();
        peer.WaitForExit();
    }

    private static void Attribute(OnnxModel model, float[][] pictures)
    {
        var attribution = new float[model.Signature.Input.Pixels];
        foreach (var picture in pictures)
        {
            var target = ExplainedPicture.Predict(model, picture, CancellationToken.None);
            var request = new AttributionRequest(new ClassScore(model, target, ExplainedOutput.Logit, 64), picture, 0);
            new IntegratedGradients(Residual: 1).Attribute(request, attribution, [], CancellationToken.None);
        }
    }

    // Until the compiler has seen what is called often: short of it, its first code is measured.
    private static void WarmUp(OnnxModel model, float[][] pictures)
    {
        var start = Stopwatch.GetTimestamp();
        do Attribute(model, pictures);
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds);
    }

    private static double Ask(Process peer, string name, int batch)
    {
        peer.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {batch}"));
        peer.StandardInput.Flush();
        return double.Parse(peer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended early."), CultureInfo.InvariantCulture);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static Process Start(string captum, string checkpoints)
    {
        var script = Repository.Path("tests/EvalKit.Benchmarks/Attributions/captum_agreement.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, "serve", captum, checkpoints]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }
}
