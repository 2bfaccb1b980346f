using System.Globalization;

namespace EvalKit.Core.Configuration.Documents;

/// <summary>Where a value of a configuration was written, for messages.</summary>
/// <param name="Source">The file as the user named it, or the override (<c>--set path=value</c>).</param>
/// <param name="Line">The line from 1; 0 in an override.</param>
/// <param name="Column">The column from 1; 0 in an override.</param>
public readonly record struct SourcePlace(string Source, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, or the override alone.</summary>
    public override string ToString() =>
        Line == 0 ? Source : string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
}
