namespace EventSinks.Dispatch;

/// <summary>How an attempt ended, whatever the sink did: what it returned, or what it threw.</summary>
/// <param name="Result">What the sink returned; for an exception, the retry that it stands for.</param>
/// <param name="Offered">How many of the attempt's events the sink was given: as many as its limits allow.</param>
/// <param name="Limits">The sink's limits, for the next batch.</param>
/// <param name="IsException">Whether the sink threw.</param>
/// <param name="WasStarted">Whether the sink was called at all.</param>
internal readonly record struct AttemptResult(
    DeliveryResult Result, int Offered, BatchLimits Limits, bool IsException = false, bool WasStarted = true)
{
    /// <summary>Gets the type of what the sink threw; null if it threw nothing.</summary>
    public string? ErrorType { get; init; }

    /// <summary>
    /// Gets why, as the operator's log may say it: a sink promises that its reasons hold no secret and no body; nobody promises that of the
    /// message of an exception, which only the stack's own user is shown.
    /// </summary>
    public string? LoggedReason => ErrorType ?? Result.Reason;
}
