namespace EventSinks.Storage;

/// <summary>How a lane is, for people who look at it from outside the process that delivers. Immutable.</summary>
public sealed record LaneHealth
{
    /// <summary>Gets what is known of a lane that has not delivered anything yet.</summary>
    public static LaneHealth Unknown { get; } = new();

    /// <summary>Gets when something last arrived.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Gets the last error.</summary>
    public string? LastError { get; init; }

    /// <summary>Gets when that was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Gets how many attempts in a row have failed.</summary>
    public int FailuresInRow { get; init; }

    /// <summary>Gets why nothing is delivered; null if it can be.</summary>
    public string? SuspendedBecause { get; init; }

    /// <summary>Gets since when.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Gets whether that is for the declaration or its credentials to mend, rather than for the host.</summary>
    public bool IsMisconfigured { get; init; }
}
