using EvalKit.Core.Attributions;
using EvalKit.Core.Configuration;
using EvalKit.Onnx.Inference;

namespace EvalKit.Onnx.Tests.Attributions;

/// <summary>Explains the logit of one class of a model.</summary>
internal static class Explained
{
    public static float[] By(IAttributionMethod method, OnnxModel model, float[] picture, int target, int? versus = null)
    {
        Assert.Null(method.Refusal(model));
        var attribution = new float[model.Signature.Input.Pixels];
        method.Attribute(new(Logit(model, target, versus), picture, 1), attribution, [], default);
        return attribution;
    }

    public static ClassScore Logit(OnnxModel model, int target, int? versus = null) => new(model, target, ExplainedOutput.Logit, 32, versus);

    public static float Score(OnnxModel model, float[] picture, int target)
    {
        var value = new float[1];
        Logit(model, target).Evaluate(picture, value, default);
        return value[0];
    }
}
