namespace EvalKit.Core.Configuration;

/// <summary>What models do.</summary>
public enum EvaluationTask
{
    /// <summary>A picture in, one of several classes out.</summary>
    ImageClassification,
}
