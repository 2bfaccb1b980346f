using EvalKit.Core.Models;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>What is asked of a model. Calls that are equal may be joined to one.</summary>
/// <param name="Model">The model.</param>
/// <param name="IsGradient">Whether gradients are asked; else scores, unless there is a rule.</param>
/// <param name="Rule">The rule by which scores are carried back; null for none.</param>
internal readonly record struct ModelCall(IModel Model, bool IsGradient = false, BackwardRule? Rule = null)
{
    /// <summary>The numbers of a picture.</summary>
    public int PictureLength => Model.Signature.Input.Length;

    /// <summary>The numbers of what a picture is compared with; 0 where it is compared with nothing.</summary>
    public int ReferenceLength => Rule is BackwardRule.Rescale ? PictureLength : 0;

    /// <summary>The numbers of a picture's seed; 0 where scores are asked.</summary>
    public int SeedLength => IsScores ? 0 : Model.Signature.Classes;

    /// <summary>The numbers of a picture's result.</summary>
    public int ResultLength => IsScores ? Model.Signature.Classes : PictureLength;

    private bool IsScores => !IsGradient && Rule is null;

    /// <summary>Asks the model.</summary>
    /// <param name="pictures">[n, …].</param>
    /// <param name="references">[n, …], or empty.</param>
    /// <param name="seeds">[n, classes], or empty.</param>
    /// <param name="results">Receives [n, …].</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Run(ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, ReadOnlySpan<float> seeds, Span<float> results, CancellationToken cancellation)
    {
        if (Rule is not null) ((IGraphModel)Model).Propagate(Rule, pictures, references, seeds, results, cancellation);
        else if (IsGradient) ((IDifferentiableModel)Model).Gradient(pictures, seeds, results, cancellation);
        else Model.Predict(pictures, results, cancellation);
    }
}
