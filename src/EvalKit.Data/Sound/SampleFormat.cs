namespace EvalKit.Data.Sound;

/// <summary>How a WAV file stores its values.</summary>
public enum SampleFormat
{
    /// <summary>Signed integers of 16 bits: −32,768 is −1.</summary>
    Pcm16,

    /// <summary>Numbers of 32 bits (IEEE 754).</summary>
    Ieee32,
}
