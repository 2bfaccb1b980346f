using EvalKit.Core.Planning;
using EvalKit.Core.Reports;

namespace EvalKit.Core.Comparison;

/// <summary>A stored run to be compared.</summary>
/// <param name="Source">The folder as the user named it.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Run">What its store holds.</param>
public sealed record StoredModels(string Source, Plan Plan, EvaluationRun Run);
