using System.Globalization;
using EvalKit.Benchmarks;

switch (args)
{
    case ["psnr", var pictures, var reference]:
        PsnrAgreement.Run(pictures, reference, draws: 40);
        return 0;
    case ["psnr", var pictures, var reference, "--draws", var draws]:
        PsnrAgreement.Run(pictures, reference, int.Parse(draws, CultureInfo.InvariantCulture));
        return 0;
    case ["corruptions"]:
        CorruptionSpeed.Run();
        return 0;
    case ["attributions"]:
        AttributionSpeed.Run();
        return 0;
    case ["overhead"]:
        RunOverhead.Run();
        return 0;
    case ["rise"]:
        RiseSpeed.Run();
        return 0;
    case ["mce", var accuracies]:
        PublishedCorruptionErrors.Run(accuracies);
        return 0;
    default:
        Console.Error.WriteLine("""
            psnr PICTURES_FOLDER REFERENCE.json [--draws 40]   PSNR of each perturbation beside a reference's
            corruptions                                        milliseconds per picture and perturbation
            mce FILE.csv                                       mCE of every model of a table of accuracies, over its AlexNet
            attributions                                       microseconds per masked picture beside the model
            overhead                                           the wall time of run's inference beside ONNX Runtime's alone
            rise                                               masks per second of RISE beside ONNX Runtime alone
            """);
        return 1;
}
