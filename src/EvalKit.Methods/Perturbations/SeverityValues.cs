namespace EvalKit.Methods.Perturbations;

/// <summary>A perturbation's constants for severities 1 to 5, where there is one set of them.</summary>
/// <typeparam name="T">A number, or a tuple where a perturbation has several.</typeparam>
/// <param name="values">The five constants, from mild to strong.</param>
internal sealed class SeverityValues<T>(params T[] values)
{
    /// <summary>The constant of a severity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not 1 to 5.</exception>
    public T this[int severity]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(severity, values.Length);
            return values[severity - 1];
        }
    }
}
