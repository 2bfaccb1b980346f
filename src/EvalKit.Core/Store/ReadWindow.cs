namespace EvalKit.Core.Store;

/// <summary>
/// The parts of stored tables that were read last, up to a number of bytes: what a summary of many samples and conditions holds
/// in memory. Safe to use from several threads.
/// </summary>
/// <param name="most">The bytes up to which parts are kept.</param>
/// <param name="least">
/// The number of parts that are kept whatever their size: as many as threads have in hand at a time, or each row would be read from
/// the disk.
/// </param>
internal sealed class ReadWindow(long most, int least)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Bytes, Action Forget)> _parts = new();
    private long _bytes;

    /// <summary>Keeps a part that was read, and forgets the oldest where there are too many.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="forget">Forgets it.</param>
    public void Add(long bytes, Action forget)
    {
        lock (_gate)
        {
            _parts.Enqueue((bytes, forget));
            _bytes += bytes;
            while (_bytes > most && _parts.Count > least)
            {
                var oldest = _parts.Dequeue();
                oldest.Forget();
                _bytes -= oldest.Bytes;
            }
        }
    }
}
