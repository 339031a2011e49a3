using System.Net;

namespace EventSinks.Http;

/// <summary>Gives the addresses of a name. Thread-safe.</summary>
internal interface IAddressResolver
{
    /// <summary>Asks for the addresses.</summary>
    /// <param name="host">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or nobody can be asked.</exception>
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
