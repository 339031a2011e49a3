namespace EventSinks.Reliability.Engine;

/// <summary>Where batches are counted, and by whom they are sent.</summary>
/// <param name="Url">The receiver's address.</param>
/// <param name="Generation">The number of this process among those that have had the store.</param>
public sealed record ReceiverAddress(Uri Url, int Generation);
