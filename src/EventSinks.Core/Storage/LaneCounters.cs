namespace EventSinks.Storage;

/// <summary>What became of the events that a lane has settled.</summary>
/// <param name="Delivered">Arrived.</param>
/// <param name="DeadLettered">Given up, with a dead letter each.</param>
/// <param name="Dropped">Lost because the store had no room.</param>
/// <param name="Filtered">Not wanted by the declaration.</param>
public readonly record struct LaneCounters(long Delivered, long DeadLettered, long Dropped, long Filtered)
{
    /// <summary>Gets how many events these are.</summary>
    public long Settled => Delivered + DeadLettered + Dropped + Filtered;

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum, number by number.</returns>
    public static LaneCounters operator +(LaneCounters left, LaneCounters right) => left.Add(right);

    /// <summary>Adds another count.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum, number by number.</returns>
    public LaneCounters Add(LaneCounters other) => new(
        Delivered + other.Delivered, DeadLettered + other.DeadLettered, Dropped + other.Dropped, Filtered + other.Filtered);
}
