using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration;

/// <summary>One model, or several of one pattern.</summary>
/// <param name="Place">Where the entry stands in the file, for messages.</param>
/// <param name="Path">A file or a pattern with <c>*</c> and <c>**</c>, relative to the folder of this file.</param>
/// <param name="Name">The model's name in the run, only where the path is one file; left out, the file's name.</param>
/// <param name="Family">The family: models of one family cluster in the statistics.</param>
/// <param name="Input">Overrides of the common input settings, key by key.</param>
/// <param name="Output">Overrides of the common output settings, key by key.</param>
public sealed record ModelConfig(
    SourcePlace Place,
    string Path,
    string? Name,
    string? Family,
    InputConfig Input,
    OutputConfig Output);
