namespace EvalKit.Core.Attributions;

/// <summary>
/// An attribution φ that promises completeness: Σ φ = f(x) − f(x′), with x′ a baseline that the method makes of the picture
/// (Sundararajan et al. 2017, proposition 1).
/// </summary>
public interface ICompleteAttribution : IAttributionMethod
{
    /// <summary>Writes the baseline x′.</summary>
    /// <param name="request">The request that is, or was, attributed.</param>
    /// <param name="baseline">Receives [channels, height, width].</param>
    void Baseline(in AttributionRequest request, Span<float> baseline);
}
