namespace EvalKit.Methods.Metrics.Robustness;

/// <summary>
/// The corruption errors of Hendrycks and Dietterich 2019, section 4.2, as fractions (they write them times 100): each kind's
/// error is divided by a reference model's, so that hard and easy kinds count alike.
/// </summary>
public static class CorruptionError
{
    // Means over samples and severities: below this they do not differ by a sample, but by rounding.
    private const double Rounding = 1e-9;

    /// <summary>mCE: the mean over kinds of the error divided by the reference's.</summary>
    /// <param name="errors">The error of each kind, summed or averaged over the severities.</param>
    /// <param name="reference">The reference model's, for the same kinds in the same order and summed or averaged alike.</param>
    /// <returns>1 for the reference model itself; NaN or infinite where it makes no error under a kind.</returns>
    public static double Mean(ReadOnlySpan<double> errors, ReadOnlySpan<double> reference)
    {
        double sum = 0;
        for (var kind = 0; kind < errors.Length; kind++) sum += errors[kind] / reference[kind];
        return sum / errors.Length;
    }

    /// <summary>Relative mCE: the mean over kinds of what the error grows by from clean data, divided by the reference's growth.</summary>
    /// <param name="errors">The error of each kind, averaged over the severities.</param>
    /// <param name="clean">The error on clean data.</param>
    /// <param name="reference">The reference model's errors, for the same kinds in the same order.</param>
    /// <param name="referenceClean">The reference model's error on clean data.</param>
    /// <returns>1 for the reference model itself; NaN where the reference's error does not grow under a kind.</returns>
    public static double RelativeMean(ReadOnlySpan<double> errors, double clean, ReadOnlySpan<double> reference, double referenceClean)
    {
        double sum = 0;
        for (var kind = 0; kind < errors.Length; kind++)
        {
            var growth = reference[kind] - referenceClean;
            if (growth < Rounding) return double.NaN;
            sum += (errors[kind] - clean) / growth;
        }

        return sum / errors.Length;
    }
}
