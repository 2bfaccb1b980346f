using EvalKit.Core.Attributions;
using EvalKit.Methods.Attributions.Substrates;

namespace EvalKit.Methods.Attributions.Gradients;

/// <summary>Makes baselines.</summary>
internal static class BaselinePicture
{
    /// <summary>Writes the baseline of a picture.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="request">The picture and its random stream.</param>
    /// <param name="destination">Receives [channels, height, width].</param>
    public static void Fill(BaselineKind kind, in AttributionRequest request, Span<float> destination)
    {
        switch (kind)
        {
            case BaselineKind.Mean:
                Baseline.Fill(request.Picture, request.Shape, value: null, destination);
                break;
            case BaselineKind.Blur:
                new Blur().Fill(request.Picture, destination, request.Shape);
                break;
            case BaselineKind.Noise:
                var random = request.CreateRandom();
                foreach (ref var value in destination) value = random.NextSingle();
                break;
            default:
                destination.Clear();
                break;
        }
    }
}
