namespace EvalKit.Methods.Metrics.Explanations;

/// <summary>Why an attribution says too little to be measured.</summary>
internal static class MapQuality
{
    /// <summary>Null where all values are finite and not all the same; else why the attribution orders nothing.</summary>
    public static string? WhyUnordered(ReadOnlySpan<float> attribution)
    {
        if (WhyNotFinite(attribution) is { } reason) return reason;
        return attribution.ContainsAnyExcept(attribution[0]) ? null : "the attribution is constant";
    }

    /// <summary>Null where all values are finite and some are not 0; else why the attribution has no length.</summary>
    public static string? WhyWithoutLength(ReadOnlySpan<float> attribution)
    {
        if (WhyNotFinite(attribution) is { } reason) return reason;
        return attribution.ContainsAnyExcept(0f) ? null : "the attribution is zero everywhere";
    }

    /// <summary>Null where there is an object; else why not.</summary>
    public static string? WhyUnmasked(ReadOnlySpan<bool> mask)
    {
        if (mask.IsEmpty) return "the data have no mask for it";
        return mask.Contains(true) ? null : "its mask is empty";
    }

    private static string? WhyNotFinite(ReadOnlySpan<float> attribution)
    {
        foreach (var value in attribution)
        {
            if (!float.IsFinite(value)) return "the attribution is not finite";
        }

        return null;
    }
}
