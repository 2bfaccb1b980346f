using System.Text.Json;
using System.Text.Json.Serialization;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;

namespace EvalKit.Core.Gates.References;

/// <summary>A reference run as a JSON file, read strictly.</summary>
public static class ReferenceFile
{
    /// <summary>The name of the copy in a run's folder, so that the folder can be judged without the original.</summary>
    public const string Name = "reference.json";

    private static readonly JsonSerializerOptions Json = new(WireJson.Indented)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    /// <summary>The bytes of the file: the same run gives the same bytes.</summary>
    public static byte[] Serialize(ReferenceRun reference) => [.. JsonSerializer.SerializeToUtf8Bytes(reference, Json), (byte)'\n'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UserException">There is none, or it is damaged or of another version.</exception>
    public static async Task<ReferenceRun> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new UserException($"{path}: no reference run; 'evalkit gate RUN --save-reference {path}' makes one");
        try
        {
            var reference = JsonSerializer.Deserialize<ReferenceRun>(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), Json)!;
            if (reference is not { Schema: ReferenceRun.CurrentSchema, Models: not null, Perturbations: not null })
                throw new UserException($"{path}: a reference run of another version (schema {reference?.Schema}, this version reads {ReferenceRun.CurrentSchema}); save it anew with 'evalkit gate RUN --save-reference'");
            if (reference.Models.Any(model => model?.Figures is null || model.Figures.Values.Any(figure => figure is null))) throw new JsonException("a model or a figure is null");
            foreach (var (model, id, figure) in reference.Models.SelectMany(model => model.Figures.Select(figure => (model.Name, figure.Key, figure.Value)))) Check(path, model, id, figure);
            return reference;
        }
        catch (JsonException damage)
        {
            throw new UserException($"{path}: this is no reference run that EvalKit wrote ({damage.Message})", damage);
        }
    }

    private static void Check(string path, string model, string id, ReferenceFigure figure)
    {
        try
        {
            figure.Unpack();
        }
        catch (FormatException damage)
        {
            throw new UserException($"{path}: {model}, {id}: {damage.Message}; save it anew with 'evalkit gate RUN --save-reference'", damage);
        }
    }
}
