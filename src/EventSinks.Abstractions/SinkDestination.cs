namespace EventSinks;

/// <summary>Where a binding delivers.</summary>
/// <param name="Identity">
/// What makes the destination itself (a queue's name, a room, a file). Together with stack and sink type it identifies the lane, so it
/// decides whether a changed declaration keeps its cursor. It holds no secret: it is stored and shown.
/// </param>
/// <param name="Endpoint">
/// The server behind it (host and port), or null where there is none. Lanes of one sink type with one endpoint share the limit on
/// attempts in flight and a circuit.
/// </param>
/// <param name="ExpiresAt">
/// When the declaration itself stops working, such as a signed URL in it, or null if it does not. Hosts show it in the status, so that its
/// writer knows before it happens.
/// </param>
public sealed record SinkDestination(string Identity, string? Endpoint = null, DateTimeOffset? ExpiresAt = null);
