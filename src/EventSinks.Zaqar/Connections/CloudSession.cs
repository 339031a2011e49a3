using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>A session, and the client that reaches the servers of its cloud.</summary>
internal sealed record CloudSession(OpenStackSession Session, HttpClient Http);
