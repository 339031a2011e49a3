namespace EventSinks;

/// <summary>How large a batch may be.</summary>
/// <param name="Events">The most events in one batch, at least 1.</param>
/// <param name="Bytes">
/// The most bytes in one batch, at least 1: the encoded bodies and <paramref name="BytesPerEvent"/> for each. <see cref="int.MaxValue"/>
/// means no limit.
/// </param>
/// <param name="BytesPerEvent">What the sink adds around each body (an envelope, a separator), in bytes; 0 or more.</param>
public readonly record struct BatchLimits(int Events, int Bytes, int BytesPerEvent = 0)
{
    /// <summary>Gets the limits of a sink that names none: 100 events, 1 MiB.</summary>
    public static BatchLimits Default { get; } = new(100, 1024 * 1024);
}
