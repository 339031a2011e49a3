using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>Where one delivery goes, and in whose name.</summary>
/// <param name="Endpoint">The server.</param>
/// <param name="ProjectId">The project that the queue belongs to; null leaves the choice to the token.</param>
/// <param name="Authority">In whose name.</param>
internal sealed record ZaqarConnection(MessagingEndpoint Endpoint, string? ProjectId, IZaqarAuthority Authority)
{
    /// <summary>Gives the server and the project, never a secret.</summary>
    public override string ToString() => $"{Endpoint.Authority}, project {ProjectId ?? "of the token"}";
}
