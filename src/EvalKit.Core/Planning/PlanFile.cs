using System.Security.Cryptography;
using System.Text.Json;
using EvalKit.Core.Errors;
using EvalKit.Core.Execution;

namespace EvalKit.Core.Planning;

/// <summary>The plan as <c>plan.json</c> in a run's folder.</summary>
public static class PlanFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "plan.json";

    /// <summary>The bytes of the file: the same plan gives the same bytes.</summary>
    public static byte[] Serialize(Plan plan) => [.. JsonSerializer.SerializeToUtf8Bytes(plan, WireJson.Indented), (byte)'\n'];

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public static string Sha256(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(Serialize(plan)));

    /// <summary>Reads the plan of a run.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UserException">The folder holds no plan, or one of another version.</exception>
    public static async Task<Plan> ReadAsync(string run, CancellationToken cancellation)
    {
        var path = Path.Combine(run, Name);
        if (!File.Exists(path)) throw new UserException($"{run}: not a run's folder (it holds no {Name}); 'evalkit run CONFIG' makes one");
        try
        {
            var plan = RecordReader.Read<Plan>(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false));
            if (plan is not { Schema: Plan.CurrentSchema }) throw new UserException($"{path}: a plan of another version (schema {plan?.Schema}, this version reads {Plan.CurrentSchema})");
            PlanCheck.Apply(plan);
            return plan;
        }
        catch (Exception damage) when (damage is JsonException or FormatException)
        {
            throw new UserException($"{path}: not a whole plan ({damage.Message}); 'evalkit run CONFIG' makes it anew and keeps finished units", damage);
        }
    }
}
