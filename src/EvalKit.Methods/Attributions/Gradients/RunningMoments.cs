namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Means and their standard errors over draws, number by number, in double.</summary>
/// <param name="sums">Zeros, to be added to.</param>
/// <param name="squares">Zeros, to be added to.</param>
internal readonly ref struct RunningMoments(Span<double> sums, Span<double> squares)
{
    private readonly Span<double> _sums = sums;
    private readonly Span<double> _squares = squares;

    /// <summary>Adds one draw of one number.</summary>
    public void Add(int index, double value)
    {
        _sums[index] += value;
        _squares[index] += value * value;
    }

    /// <summary>The mean of a number.</summary>
    public double Mean(int index, int draws) => _sums[index] / draws;

    /// <summary>The standard error of that mean.</summary>
    public double StandardError(int index, int draws) =>
        Math.Sqrt(Math.Max(0, _squares[index] - (_sums[index] * _sums[index] / draws)) / (draws - 1) / draws);
}
