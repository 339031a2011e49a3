using System.Net;
using System.Net.Sockets;

namespace EventSinks.Http;

/// <summary>
/// Connects to what the guard allows: a name is resolved once, each of its addresses is looked at, and a socket goes to one that passed. So a
/// name that leads elsewhere the next moment leads nowhere else. What comes above a connection (TLS for the name in the URL) is the
/// handler's. Thread-safe.
/// </summary>
internal sealed class GuardedConnector(AddressGuard guard, IAddressResolver resolver, TimeProvider clock)
{
    /// <summary>The most addresses of one name that are tried.</summary>
    public const int MaxAddresses = 8;

    /// <summary>Connects, as a <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">There is no address that sinks may connect to.</exception>
    /// <exception cref="SocketException">The name cannot be resolved, or no address answers. It names no address.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await FindAsync(host, cancellationToken).ConfigureAwait(false);
        var socket = await AddressRace.RunAsync(
            addresses, (address, token) => ConnectAsync(new IPEndPoint(address, port), token), clock, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async ValueTask<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return guard.Allows(literal) ? [literal] : throw new AddressRefusedException(host, isAddress: true);
        }

        var found = await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (found.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        IPAddress[] allowed = [.. found.Where(guard.Allows).Take(MaxAddresses)];
        return allowed.Length > 0 ? allowed : throw new AddressRefusedException(host, isAddress: false);
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
