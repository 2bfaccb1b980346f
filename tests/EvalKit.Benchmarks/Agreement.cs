using System.Globalization;

namespace EvalKit.Benchmarks;

/// <summary>A perturbation at one severity beside a reference, averaged over pictures and draws.</summary>
/// <param name="Kind">The perturbation's kind.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="Ours">What ours does.</param>
/// <param name="Reference">What the reference does.</param>
/// <param name="StandardError">Of our PSNR over draws, in dB.</param>
/// <param name="Tolerance">By how much the PSNRs may differ, in dB.</param>
internal sealed record Agreement(string Kind, int Severity, Effect Ours, Effect Reference, double StandardError, double Tolerance)
{
    public const string MarkdownHeading = """
        | kind | severity | PSNR, dB | theirs | difference | tolerance | agreed | mean shift | theirs | contrast ratio | theirs |
        | --- | --: | --: | --: | --: | --: | :-: | --: | --: | --: | --: |
        """;

    public const string TextHeading = "kind               severity     psnr       se  reference  difference tolerance   mean shift  reference  contrast  reference";

    /// <summary>Whether the PSNRs differ by no more than the tolerance.</summary>
    public bool IsWithin => Math.Abs(Ours.Psnr - Reference.Psnr) <= Tolerance;

    public string ToMarkdown() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Kind} | {Severity} | {Ours.Psnr:F2} | {Reference.Psnr:F2} | {Ours.Psnr - Reference.Psnr:+0.00;−0.00;0.00} | {Tolerance} | {(IsWithin ? "yes" : "**no**")} | {Ours.MeanShift:F1} | {Reference.MeanShift:F1} | {Ours.ContrastRatio:F3} | {Reference.ContrastRatio:F3} |");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind,-18} {Severity,8} {Ours.Psnr,8:F3} {StandardError,8:F4} {Reference.Psnr,10:F3} {Ours.Psnr - Reference.Psnr,11:F3} {Tolerance,8}{(IsWithin ? ' ' : '!')} {Ours.MeanShift,12:F3} {Reference.MeanShift,10:F3} {Ours.ContrastRatio,9:F4} {Reference.ContrastRatio,10:F4}");
}
