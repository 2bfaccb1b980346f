namespace EvalKit.Core.Models;

/// <summary>How a layer shares out relevance R among its inputs, with zᵢⱼ = xᵢ wᵢⱼ the contribution of input i to output j.</summary>
public enum RelevanceRule
{
    /// <summary>Rᵢ = Σⱼ zᵢⱼ Rⱼ / (zⱼ + ε sign zⱼ) with zⱼ the output.</summary>
    Epsilon,

    /// <summary>Rᵢ = Σⱼ (α zᵢⱼ⁺ / Σᵢ zᵢⱼ⁺ − (α − 1) zᵢⱼ⁻ / Σᵢ zᵢⱼ⁻) Rⱼ: positive and negative contributions apart.</summary>
    AlphaBeta,

    /// <summary>Positive contributions alone: αβ with α = 1.</summary>
    ZPlus,
}
