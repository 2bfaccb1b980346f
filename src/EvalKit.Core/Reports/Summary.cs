namespace EvalKit.Core.Reports;

/// <summary>Makes a report of what the store holds.</summary>
public static class Summary
{
    /// <summary>Computes all figures, the comparison and the gates. A pure function: the same run gives the same report.</summary>
    /// <param name="run">What the store holds.</param>
    /// <exception cref="Errors.UserException">A gate names a metric or a model that the run does not have.</exception>
    public static Report Of(EvaluationRun run) => throw new NotImplementedException();
}
