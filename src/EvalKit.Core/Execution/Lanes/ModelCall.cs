using EvalKit.Core.Models;

namespace EvalKit.Core.Execution.Lanes;

/// <summary>What is asked of a model. Calls that are equal may be joined to one.</summary>
/// <param name="Model">The model.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Rule">The rule by which scores are carried back; null for none.</param>
/// <param name="Layer">The layer whose maps are asked; null for the last, and where none are.</param>
internal readonly record struct ModelCall(IModel Model, CallKind Kind, BackwardRule? Rule = null, string? Layer = null)
{
    /// <summary>The numbers of a picture.</summary>
    public int PictureLength => Model.Signature.Input.Length;

    /// <summary>The numbers of what a picture is compared with; 0 where it is compared with nothing.</summary>
    public int ReferenceLength => Rule is BackwardRule.Rescale ? PictureLength : 0;

    /// <summary>The numbers of a picture's seed; 0 where scores are asked.</summary>
    public int SeedLength => Kind == CallKind.Scores ? 0 : Model.Signature.Classes;

    /// <summary>The numbers of a picture's result; 0 where it is a map.</summary>
    public int ResultLength => Kind switch
    {
        CallKind.Scores => Model.Signature.Classes,
        CallKind.Features => 0,
        _ => PictureLength,
    };

    /// <summary>The maps of a picture's result.</summary>
    public int MapCount => Kind == CallKind.Features ? 1 : 0;

    /// <summary>Asks the model.</summary>
    /// <param name="pictures">[n, …].</param>
    /// <param name="references">[n, …], or empty.</param>
    /// <param name="seeds">[n, classes], or empty.</param>
    /// <param name="results">Receives [n, …], or empty.</param>
    /// <param name="maps">Receives [n], or empty.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Run(
        ReadOnlySpan<float> pictures, ReadOnlySpan<float> references, ReadOnlySpan<float> seeds, Span<float> results, Span<FeatureMap> maps, CancellationToken cancellation)
    {
        switch (Kind)
        {
            case CallKind.Scores:
                Model.Predict(pictures, results, cancellation);
                break;
            case CallKind.Gradients:
                ((IDifferentiableModel)Model).Gradient(pictures, seeds, results, cancellation);
                break;
            case CallKind.Propagation:
                ((IGraphModel)Model).Propagate(Rule!, pictures, references, seeds, results, cancellation);
                break;
            default:
                ((IGraphModel)Model).Features(Layer, pictures, seeds).CopyTo(maps);
                break;
        }
    }
}
