namespace EvalKit.Core.Planning;

/// <summary>What sort of values a unit holds.</summary>
public enum UnitKind
{
    /// <summary>Scores, predictions and losses under one condition.</summary>
    Predictions,

    /// <summary>The attributions of one method.</summary>
    Attributions,

    /// <summary>The values of one explanation metric on the attributions of one method.</summary>
    Explanations,
}

/// <summary>One model × one condition, attribution or metric × one range of samples: what is computed and kept as a whole.</summary>
/// <param name="Id">A hash of all that determines the values.</param>
/// <param name="Kind">The sort of values.</param>
/// <param name="Model">The model's name.</param>
/// <param name="What"><c>clean</c>, <c>fog:3</c>, <c>rise</c> or <c>rise/relevance-gain</c>.</param>
/// <param name="Start">The first sample.</param>
/// <param name="Count">The number of samples.</param>
/// <param name="PerSample">The number of predictions that a sample takes, about.</param>
/// <param name="Requires">The ids of the units that it builds on, the one that it judges first; null where there are none.</param>
public sealed record Unit(string Id, UnitKind Kind, string Model, string What, int Start, int Count, int PerSample, IReadOnlyList<string>? Requires = null)
{
    /// <summary>The number of predictions that it takes, about: what progress counts.</summary>
    public long Predictions => (long)Count * PerSample;
}
