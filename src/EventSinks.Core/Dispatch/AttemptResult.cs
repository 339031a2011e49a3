namespace EventSinks.Dispatch;

/// <summary>How an attempt ended, whatever the sink did: what it returned, or what it threw.</summary>
/// <param name="Result">What the sink returned; for an exception, the retry that it stands for.</param>
/// <param name="Offered">How many of the attempt's events the sink was given: as many as its limits allow.</param>
/// <param name="Limits">The sink's limits, for the next batch.</param>
/// <param name="IsException">Whether the sink threw.</param>
/// <param name="WasStarted">Whether the sink was called at all.</param>
internal readonly record struct AttemptResult(
    DeliveryResult Result, int Offered, BatchLimits Limits, bool IsException = false, bool WasStarted = true);
