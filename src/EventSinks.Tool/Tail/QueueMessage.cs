using System.Text.Json;

namespace EventSinks.Tool.Tail;

/// <summary>A message of a queue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Body">What was posted.</param>
internal sealed record QueueMessage(string Id, JsonElement Body);
