using EvalKit.Core.Attributions;
using EvalKit.Core.Plugins;
using EvalKit.Data.Decoding;

namespace EvalKit.Cli.Runs;

/// <summary>A picture that was explained.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Values">What the model saw: [channels, height, width], values 0 to 1.</param>
/// <param name="Predicted">The class that the model predicts.</param>
/// <param name="Target">The class that was explained.</param>
/// <param name="Score">The number of that class that was explained.</param>
/// <param name="Methods">The explanation by each method.</param>
internal sealed record PictureExplanation(
    StoredPicture Picture, float[] Values, int Predicted, int Target, float Score, IReadOnlyList<MethodExplanation> Methods);

/// <summary>An attribution and its quality.</summary>
/// <param name="Method">The method.</param>
/// <param name="Attribution">[height, width]: the relevance of each pixel.</param>
/// <param name="Figures">For each metric, the values of its columns.</param>
/// <param name="Reasons">For each metric, why it has no value; null where it has.</param>
internal sealed record MethodExplanation(
    PluginInstance<IAttributionMethod> Method, float[] Attribution, IReadOnlyList<double[]> Figures, IReadOnlyList<string?> Reasons);
