using EventSinks.Storage;

namespace EventSinks.Tool.Replay;

/// <summary>What is delivered once more to one sink.</summary>
/// <param name="Sink">The sink's lane.</param>
/// <param name="Name">The sink's name.</param>
/// <param name="Source">Events of the stack, or dead letters of the sink.</param>
/// <param name="Events">How many events; 0 if there is nothing to deliver.</param>
/// <param name="First">The first sequence; null if there is nothing.</param>
/// <param name="Last">The last one.</param>
/// <param name="Lane">The lane made for it; null if none was.</param>
internal sealed record ReplayedLane(string Sink, string Name, LaneSource Source, long Events, long? First, long? Last, string? Lane = null);
