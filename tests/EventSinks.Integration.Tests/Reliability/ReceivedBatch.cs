namespace EventSinks.Integration.Reliability;

/// <summary>What one request to the receiver held.</summary>
/// <param name="Generation">The number of the engine process that sent it.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Events">Its events, in the batch's order.</param>
internal sealed record ReceivedBatch(int Generation, string Stack, IReadOnlyList<CountedEvent> Events);
