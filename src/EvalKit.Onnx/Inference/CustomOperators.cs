using EvalKit.Core.Errors;
using Microsoft.ML.OnnxRuntime;

namespace EvalKit.Onnx.Inference;

/// <summary>
/// The libraries of custom operators that this process loads: none, unless it is told to. Such a library is code that runs with all
/// rights of the process, so no model, configuration or variable of the environment can name one.
/// </summary>
public static class CustomOperators
{
    private const string Key = "EvalKit.CustomOperators";

    /// <summary>Has every model that is opened from now on find the operators of these libraries; called once, before the first.</summary>
    /// <param name="libraries">Their files.</param>
    public static void Load(IReadOnlyList<string> libraries) =>
        // The system would look for a bare name elsewhere than in the current folder.
        AppContext.SetData(Key, libraries.Select(Path.GetFullPath).ToArray());

    /// <summary>The whole paths of the libraries.</summary>
    internal static IReadOnlyList<string> Libraries => AppContext.GetData(Key) as string[] ?? [];

    /// <summary>Gives a session the operators.</summary>
    /// <exception cref="UserException">A file is no library of custom operators.</exception>
    internal static void AddTo(SessionOptions options)
    {
        foreach (var library in Libraries)
        {
            try
            {
                options.RegisterCustomOpLibrary(library);
            }
            catch (OnnxRuntimeException error)
            {
                throw new UserException($"{library}: ONNX Runtime {OnnxRuntimeVersion.Current} does not take it for a library of custom operators: {error.Message}", error);
            }
        }
    }
}
