using System.Globalization;
using EvalKit.Benchmarks;

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
    case ["rise"]:
        RiseSpeed.Run();
        return 0;
    case ["mce", var accuracies]:
        PublishedCorruptionErrors.Run(accuracies);
        return 0;
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
            mce FILE.csv                          mCE of every model of a table of accuracies, over its AlexNet
            rise                                  masks per second of RISE beside ONNX Runtime alone
            """);
        return 1;
}

static string? Option(string[] options, string name) => Array.IndexOf(options, name) is >= 0 and var i ? options[i + 1] : null;
