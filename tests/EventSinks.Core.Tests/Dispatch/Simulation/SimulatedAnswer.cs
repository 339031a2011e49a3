namespace EventSinks.Dispatch.Simulation;

/// <summary>What a simulated sink does with one call.</summary>
/// <param name="Result">What it answers.</param>
/// <param name="Accepted">How many events have really arrived by then.</param>
/// <param name="Duration">How long it takes, unless it is cancelled before and heeds that.</param>
/// <param name="IsException">Whether it throws.</param>
/// <param name="HeedsCancellation">Whether a cancelled call ends soon, with nothing delivered.</param>
internal sealed record SimulatedAnswer(
    DeliveryResult Result, int Accepted, TimeSpan Duration, bool IsException = false, bool HeedsCancellation = true);
