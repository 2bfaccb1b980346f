using System.Text.Json;
using EvalKit.Core.Comparison;
using EvalKit.Core.Comparison.Growth;
using EvalKit.Core.Statistics;
using EvalKit.Reporting.Json;

namespace EvalKit.Reporting.Comparisons;

/// <summary>Comparisons as one documented, versioned JSON document (docs/compare.md).</summary>
public static class ComparisonJson
{
    /// <summary>The version of the document's form.</summary>
    public const int Schema = 1;

    /// <summary>Writes the document.</summary>
    /// <param name="comparisons">The comparisons, one a source.</param>
    /// <param name="destination">Receives UTF-8.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static ValueTask WriteAsync(IReadOnlyList<SizeComparison> comparisons, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return JsonForm.WriteAsync(
            destination,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", Schema);
                json.WriteObjects("comparisons", comparisons, comparison => Comparison(json, comparison));
                json.WriteEndObject();
            },
            cancellation);
    }

    private static void Comparison(Utf8JsonWriter json, SizeComparison comparison)
    {
        json.WriteString("name", comparison.Source);
        json.WriteNumber("models", comparison.Models);
        json.WriteNumber("families", comparison.Families);
        json.WriteNumber("compressedCopies", comparison.Copies);
        json.WriteStrings("notes", comparison.Notes);
        json.WriteClaims(comparison.Claims);
        json.WriteObjects("relations", comparison.Relations, relation => Relation(json, relation));
    }

    private static void Relation(Utf8JsonWriter json, SizeRelation relation)
    {
        json.WriteString("size", relation.Size);
        json.WriteString("quality", relation.Quality);
        json.WriteName("axis", relation.Axis);
        json.WriteString("unit", relation.Info.Unit);
        json.WriteName("direction", relation.Info.Direction);
        Correlation(json, "correlation", relation.Correlation);
        Correlation(json, "givenAccuracy", relation.GivenAccuracy);
        json.WriteStrings("front", relation.Front);
        json.WriteStartObject("pairs");
        json.WriteNumber("count", relation.Pairs.Count);
        json.WriteNumber("smallerAhead", relation.Pairs.SmallerAhead);
        json.WriteNumber("tested", relation.Pairs.Tested);
        json.WriteNumber("smallerBetter", relation.Pairs.SmallerBetter);
        json.WriteNumber("largerBetter", relation.Pairs.LargerBetter);
        json.WriteBoolean("paired", relation.Pairs.IsPaired);
        json.WriteObjects("winners", relation.Pairs.Winners, winner =>
        {
            json.WriteString("model", winner.Model);
            json.WriteNumber("beaten", winner.Beaten);
            json.WriteString("larger", winner.Larger);
            json.WriteFinite("advantage", winner.Advantage);
            json.WriteFinite("low", winner.Interval.Low);
            json.WriteFinite("high", winner.Interval.High);
        });
        json.WriteEndObject();
        json.WriteObjects("laws", relation.Laws, one => Law(json, one));
    }

    private static void Law(Utf8JsonWriter json, FamilyLaw one)
    {
        json.WriteString("family", one.Family);
        json.WriteName("form", one.Law.Form);
        json.WriteNumber("points", one.Law.Points);
        json.WriteNumber("sizes", one.Law.Sizes);
        Gain(json, "doubling", one.Law.Doubling);
        Gain(json, "lastDoubling", one.Law.LastDoubling);
        json.WriteFinite("curvature", one.Law.Curvature);
        json.WriteFinite("asymptote", one.Law.Asymptote);
        json.WriteFinite("plateau", one.Law.Plateau?.Size);
        json.WriteFinite("plateauLow", one.Law.Plateau?.Low);
        json.WriteFinite("plateauHigh", one.Law.Plateau?.High);
        json.WriteBoolean("hasPlateau", one.Law.HasPlateau);
    }

    private static void Gain(Utf8JsonWriter json, string name, Gain? gain)
    {
        if (gain is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteFinite("value", gain.Value);
        json.WriteFinite("low", gain.Low);
        json.WriteFinite("high", gain.High);
        json.WriteEndObject();
    }

    private static void Correlation(Utf8JsonWriter json, string name, RankCorrelation? correlation)
    {
        if (correlation is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteFinite("value", correlation.Value);
        Interval(json, "overModels", correlation.OverModels);
        Interval(json, "overFamilies", correlation.OverFamilies);
        json.WriteNumber("models", correlation.Models);
        json.WriteNumber("families", correlation.Families);
        json.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } ends)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(ends.Low);
        json.WriteNumberValue(ends.High);
        json.WriteEndArray();
    }
}
