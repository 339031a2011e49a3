using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What dispatch needs to know of a declaration: which lane, where to, and how to make its sink.</summary>
internal sealed record LaneBinding
{
    /// <summary>Gets which lane of the stack.</summary>
    public required LaneKey Key { get; init; }

    /// <summary>Gets the binding's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether the operator declared it, rather than the stack's user.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Gets what the store keeps to bind the lane again, as JSON; null for one of the operator's.</summary>
    public string? Declaration { get; init; }

    /// <summary>Gets the server that lanes share limits and a circuit for; null if the destination stands for itself.</summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// Gets what tells one declaration from another, the filter, the view and the greatest age included: when it changes, the lane gets a
    /// new sink.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Gets the maker of the sink. It is plug-in code: it may throw or hang, and never runs on the worker.</summary>
    public required Func<IEventSink> CreateSink { get; init; }

    /// <summary>Gets which events are wanted; null for all. Runs on the worker alone.</summary>
    public Func<StackEvent, bool>? Filter { get; init; }

    /// <summary>Gets how the sink sees events; null for as they were published.</summary>
    public EventView? View { get; init; }

    /// <summary>Gets how old an event may be and still be sent; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Gets when the declaration itself stops working, such as a signed URL in it; null if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets why nothing can be delivered at present; null if it can.</summary>
    public string? SuspendedBecause { get; init; }

    /// <summary>
    /// Gets whether the lane is another program's affair: it stays in the store exactly as it is, however long that takes. Such a binding is
    /// suspended, too.
    /// </summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Gets what the status shows of the binding's warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Makes the binding of a lane of which nobody knows any more what was declared: it is shown, and expires.</summary>
    /// <param name="key">Which lane.</param>
    /// <returns>A binding that delivers nothing.</returns>
    public static LaneBinding Unknown(LaneKey key) => new()
    {
        Key = key,
        Name = key.Destination,
        CreateSink = static () => throw new InvalidOperationException("A lane whose declaration is not known has no sink."),
        SuspendedBecause = "its declaration is no longer known",
    };

    /// <summary>Makes what is declared into what a stored lane does with it: one that replays does as it was asked, however old events are.</summary>
    /// <param name="stored">The lane.</param>
    /// <returns>The binding of the lane.</returns>
    public LaneBinding For(StoredLane stored)
    {
        if (stored.Key.Replay == 0)
        {
            return this;
        }

        var replay = this with { Key = stored.Key, Name = $"{Name} (replay {stored.Key.Replay})", MaxAge = null };

        // What a dead letter holds was wanted, and is as the sink saw it.
        return stored.Source is LaneSource.DeadLetters ? replay with { Filter = null, View = View?.OfLetters } : replay;
    }

    /// <summary>Says whether an event has become too old to be sent, however often that was tried.</summary>
    /// <param name="recorded">The event.</param>
    /// <param name="now">The time, in UTC ticks.</param>
    /// <returns>Whether it has.</returns>
    public bool IsTooOld(in RecordedEvent recorded, long now) => MaxAge is { } age && now - recorded.RecordedAt.UtcTicks > age.Ticks;

    /// <summary>Says whether another binding delivers the same way: then a lane goes on as if nothing had happened.</summary>
    /// <param name="other">The other binding, of the same lane.</param>
    /// <returns>Whether it does.</returns>
    public bool IsSameAs(LaneBinding other) =>
        Fingerprint == other.Fingerprint && Endpoint == other.Endpoint && SuspendedBecause == other.SuspendedBecause;
}
