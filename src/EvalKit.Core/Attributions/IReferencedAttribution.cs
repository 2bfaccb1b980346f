namespace EvalKit.Core.Attributions;

/// <summary>An attribution that compares a picture with others of the data: <see cref="AttributionRequest.References"/> must be there.</summary>
public interface IReferencedAttribution : IAttributionMethod;
