using System.ComponentModel.DataAnnotations;
using EvalKit.Core.Configuration.Documents;

namespace EvalKit.Core.Configuration;

/// <summary>Gates in a file of their own. Paths are relative to the folder of this file.</summary>
/// <param name="Place">Where the file begins.</param>
/// <param name="Gates">Conditions that the run must meet.</param>
/// <param name="Reference">The earlier run that gates compare with: a run's folder, or a file that <c>evalkit gate --save-reference</c> made.</param>
public sealed record GateFile(SourcePlace Place, [MinLength(1)] IReadOnlyList<GateConfig> Gates, string? Reference);
