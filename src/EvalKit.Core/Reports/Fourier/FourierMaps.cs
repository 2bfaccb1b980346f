using System.Text.Json;

namespace EvalKit.Core.Reports.Fourier;

/// <summary>The Fourier heat maps of several models, as <c>evalkit fourier</c> measured them.</summary>
/// <param name="Samples">The number of pictures.</param>
/// <param name="Severity">The severity of the noise, 1 to 5.</param>
/// <param name="Models">A map a model.</param>
public sealed record FourierMaps(int Samples, int Severity, IReadOnlyList<FourierErrors> Models)
{
    /// <summary>The file that holds them; in a run's folder it goes into the run's report.</summary>
    public const string FileName = "fourier.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NewLine = "\n" };

    /// <summary>Reads the maps of a folder; null where it has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static FourierMaps? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            var maps = JsonSerializer.Deserialize<FourierMaps>(File.ReadAllBytes(path), Json);
            if (maps?.Models is not null && maps.Models.All(map => map.Errors is { } errors && map.Bands is not null && errors.Length == map.Height * map.Width)) return maps;
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path}: {damage.Message}; 'evalkit fourier CONFIG' makes it anew", damage);
        }

        throw new InvalidDataException($"{path}: not a file of Fourier maps; 'evalkit fourier CONFIG' makes it anew");
    }

    /// <summary>Writes the maps.</summary>
    public void Write(Stream destination) => JsonSerializer.Serialize(destination, this, Json);
}
