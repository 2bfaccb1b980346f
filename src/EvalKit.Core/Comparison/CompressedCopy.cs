using System.Text.RegularExpressions;

namespace EvalKit.Core.Comparison;

/// <summary>
/// A model at other precision, or a smaller one taught by it, found by its name: <c>NAME-int8</c>, <c>NAME.fp16</c>,
/// <c>NAME_distilled</c> beside <c>NAME</c>, or where there is none beside the first in ordinal order of the same family and
/// size whose name begins so (<c>cnn-28-int8</c> beside <c>cnn-28-s0</c>).
/// </summary>
/// <param name="Copy">The position of the compressed model.</param>
/// <param name="Original">The position of the model that it was made from.</param>
internal sealed partial record CompressedCopy(int Copy, int Original)
{
    /// <summary>Finds the compressed copies among models.</summary>
    /// <param name="models">The models.</param>
    /// <param name="sizes">Their sizes in parameters.</param>
    public static IReadOnlyList<CompressedCopy> Among(IReadOnlyList<ComparedModel> models, IReadOnlyList<double> sizes)
    {
        var stems = models.Select(model => Suffix.Match(model.Name) is { Success: true } match ? model.Name[..match.Index] : null).ToArray();
        var copies = new List<CompressedCopy>();
        for (var copy = 0; copy < models.Count; copy++)
        {
            if (stems[copy] is not { Length: > 0 } stem) continue;
            var original = Enumerable.Range(0, models.Count)
                .Where(i => stems[i] is null && IsOriginal(i, copy, stem))
                .OrderBy(i => models[i].Name.Length == stem.Length ? 0 : 1).ThenBy(i => models[i].Name, StringComparer.Ordinal)
                .FirstOrDefault(-1);
            if (original >= 0) copies.Add(new(copy, original));
        }

        return copies;

        bool IsOriginal(int i, int copy, string stem) =>
            models[i].Name == stem
            || (models[i].Name.StartsWith(stem, StringComparison.Ordinal) && models[i].Name[stem.Length] is '-' or '_' or '.'
                && models[i].Family == models[copy].Family && sizes[i] == sizes[copy]);
    }

    [GeneratedRegex(@"[-_.](int8|int4|uint8|fp16|float16|bf16|fp8|q8|q4|quant|quantized|quantised|distilled|distil|pruned)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suffix { get; }
}
