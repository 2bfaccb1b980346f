namespace EvalKit.Methods.Attributions.Segments;

/// <summary>A picture with the segments outside a coalition replaced by the baseline, for each of some coalitions.</summary>
internal readonly ref struct CoalitionPictures : IPictureSequence
{
    private readonly ReadOnlySpan<float> _picture, _baseline;
    private readonly ReadOnlySpan<bool> _coalitions;
    private readonly SegmentMap _segments;

    /// <summary>Creates the sequence.</summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="baseline">[channels, height, width].</param>
    /// <param name="segments">The picture's segments.</param>
    /// <param name="coalitions">[n, segments]: true where a segment is present.</param>
    public CoalitionPictures(ReadOnlySpan<float> picture, ReadOnlySpan<float> baseline, SegmentMap segments, ReadOnlySpan<bool> coalitions)
    {
        _picture = picture;
        _baseline = baseline;
        _segments = segments;
        _coalitions = coalitions;
    }

    /// <inheritdoc/>
    public void Write(int index, Span<float> destination)
    {
        var present = _coalitions.Slice(index * _segments.Count, _segments.Count);
        var labels = _segments.Labels;
        for (var start = 0; start < destination.Length; start += labels.Length)
        {
            var target = destination.Slice(start, labels.Length);
            var picture = _picture.Slice(start, labels.Length);
            var baseline = _baseline.Slice(start, labels.Length);
            for (var i = 0; i < labels.Length; i++) target[i] = present[labels[i]] ? picture[i] : baseline[i];
        }
    }
}
