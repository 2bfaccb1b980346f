using System.Globalization;
using EvalKit.Benchmarks;
using EvalKit.Benchmarks.Attributions;
using EvalKit.Benchmarks.Differentiation;
using EvalKit.Benchmarks.Fuzzing;
using EvalKit.Benchmarks.Isolation;
using EvalKit.Benchmarks.Simulations;
using EvalKit.Benchmarks.Survival;

switch (args)
{
    case ["psnr", var pictures, var reference, .. var options]:
        PsnrAgreement.Run(
            pictures,
            reference,
            Option(options, "--original"),
            draws: int.Parse(Option(options, "--draws") ?? "40", CultureInfo.InvariantCulture),
            only: Option(options, "--only") ?? "",
            markdownFile: Option(options, "--markdown"));
        return 0;
    case ["peer", var package, var picture, .. var options]:
        PeerSpeed.Run(
            package,
            picture,
            Option(options, "--python") ?? "python3",
            rounds: int.Parse(Option(options, "--rounds") ?? "9", CultureInfo.InvariantCulture),
            markdownFile: Option(options, "--markdown"));
        return 0;
    case ["corruptions"]:
        CorruptionSpeed.Run();
        return 0;
    case ["attributions"]:
        AttributionSpeed.Run();
        return 0;
    case ["overhead", "small", .. var kinds]:
        RunOverhead.RunSmall(kinds);
        return 0;
    case ["overhead", "large", .. var kinds]:
        RunOverhead.RunLarge(kinds);
        return 0;
    case ["overhead", "bundled", .. var options]:
        BundledRun.Run(int.Parse(Option(options, "--samples") ?? "2000", CultureInfo.InvariantCulture));
        return 0;
    case ["rise"]:
        RiseSpeed.Run();
        return 0;
    case ["mce", var accuracies]:
        PublishedCorruptionErrors.Run(accuracies);
        return 0;
    case ["backend", var data, .. var options]:
        return BackendAgreement.Run(data, options.Contains("--list")) ? 0 : 1;
    case ["captum", var package, var checkpoints, .. var options]:
        CaptumSpeed.Run(package, checkpoints, rounds: int.Parse(Option(options, "--rounds") ?? "9", CultureInfo.InvariantCulture));
        return 0;
    case ["randomization", .. var options]:
        RandomizationChance.Run(int.Parse(Option(options, "--permutations") ?? "40", CultureInfo.InvariantCulture));
        return 0;
    case ["torch", var exported, var script, .. var options]:
        TorchAgreement.Run(
            exported,
            script,
            rounds: int.Parse(Option(options, "--rounds") ?? "0", CultureInfo.InvariantCulture),
            batches: [.. (Option(options, "--batches") ?? "1").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        return 0;
    case ["simulate", "intervals", .. var options]:
        new IntervalCoverage(int.Parse(Option(options, "--draws") ?? "2000", CultureInfo.InvariantCulture)).Run();
        return 0;
    case ["simulate", "correlations", .. var options]:
        FamilyCorrelations.Run(int.Parse(Option(options, "--draws") ?? "2000", CultureInfo.InvariantCulture));
        return 0;
    case ["simulate", "growth", .. var options]:
        GrowthLaws.Run(int.Parse(Option(options, "--draws") ?? "1000", CultureInfo.InvariantCulture));
        return 0;
    case ["simulate", "gates", .. var options]:
        GateDecisions.Run(int.Parse(Option(options, "--draws") ?? "2000", CultureInfo.InvariantCulture));
        return 0;
    case ["simulate", "sequential", .. var options]:
        SequentialStops.Run(int.Parse(Option(options, "--draws") ?? "2000", CultureInfo.InvariantCulture));
        return 0;
    case ["kill", .. var options]:
        return await KillRuns.RunAsync(int.Parse(Option(options, "--runs") ?? "50", CultureInfo.InvariantCulture), ulong.Parse(Option(options, "--seed") ?? "0", CultureInfo.InvariantCulture)) ? 0 : 1;
    case ["memory", .. var options]:
        await MemoryRun.RunAsync(
            [.. (Option(options, "--samples") ?? "2000,100000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))],
            isMainJob: options.Contains("--main"));
        return 0;
    case ["neighbours"]:
        return await NeighboursReport.RunAsync() ? 0 : 1;
    case ["fuzz", "worker"]:
        ModelTrial.Serve();
        return 0;
    case ["fuzz", var sort, .. var options]:
        return await FuzzCommand.RunAsync(sort, options);
    default:
        Console.Error.WriteLine("""
            psnr PICTURES_FOLDER REFERENCE.json   PSNR, mean shift and contrast of each perturbation beside a reference's:
                [--original FILE.json]            the original's formula, for kinds that the reference defines otherwise
                [--draws 40] [--only fog]         draws of what is random; kinds whose name contains this
                [--markdown FILE]                 the same as a table
            peer PACKAGE_FOLDER PICTURE           each perturbation's time beside that of imagecorruptions in Python:
                [--python python3] [--rounds 9]
                [--markdown FILE]                 the same as a table
            corruptions                           milliseconds per picture and perturbation
            attributions                          microseconds per masked picture beside the model
            overhead small [KIND ...]             the time of run's inference beside ONNX Runtime's alone, at 28×28
            overhead large [KIND ...]             likewise, at 224×224
            overhead bundled [--samples 2000]     likewise, for all bundled models under the 19 kinds of ImageNet-C
            mce FILE.csv                          mCE of every model of a table of accuracies, over its AlexNet
            backend FOLDER [--list]               gradients beside finite differences over ONNX's backend test data
            captum PACKAGE_FOLDER CHECKPOINTS     integrated gradients, 50 steps on 16 pictures, beside Captum's
                [--rounds 9]
            randomization [--permutations 40]     what is left of attributions of models with permuted weights
            torch FOLDER SCRIPT.py                gradients beside PyTorch's, as torch_references.py export wrote them to FOLDER
                [--rounds 15] [--batches 1,8]     and times beside PyTorch
            fuzz onnx|opened|configs|data|stored  feeds changed files to readers and workers; run from the repository's root
                                                  (opened: by strace, which files a worker opens for models that point elsewhere):
                [--count N] [--seed 0] [--lanes N]
                [--first 0] [--keep FOLDER]       the first case; where to keep the files of faults
                [--models FOLDER]                 what is changed; by default models
                [--backend FOLDER]                and ONNX's backend tests; by default those of Debian's libonnx-testdata
            rise                                  masks per second of RISE beside ONNX Runtime alone
            neighbours                            a good model's run beside five that crash, hang, grow, give NaN or are truncated
            simulate intervals [--draws 2000]     how often the intervals of figures hold the truth
            simulate correlations [--draws 2000]  how often a correlation over models of families decides wrongly
            simulate growth [--draws 1000]        how often decisions on growth laws and plateaus are wrong
            simulate gates [--draws 2000]         how often gates decide wrongly
            simulate sequential [--draws 2000]    likewise where they stop by themselves, and after how many samples
            kill [--runs 50] [--seed 0]           runs that are killed at random moments and at fixed points, and resumed
            memory [--samples 2000,100000]        the peak memory of a run's processes over few and over many samples:
                [--main]                          all of them under every condition, or those of eval-configs/fashion.yaml
            """);
        return 1;
}

static string? Option(string[] options, string name) => Array.IndexOf(options, name) is >= 0 and var i ? options[i + 1] : null;
