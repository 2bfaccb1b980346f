using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Inference;

/// <summary>The version of the runtime, which is part of what determines a model's scores.</summary>
public static class OnnxRuntimeVersion
{
    /// <summary>The version of the native library in use, such as <c>1.31.1</c>.</summary>
    public static string Current => OrtEnv.Instance().GetVersionString();
}
