using System.Net.Sockets;

namespace EventSinks.Integration.Faults;

/// <summary>One request that has come to a <see cref="Forwarder"/>.</summary>
internal sealed class Exchange(byte[] request, Uri server, Stream client, CancellationToken stopping)
{
    /// <summary>Gets what ends when the test does.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Sends the request on to the real server, and gives its answer.</summary>
    public async Task<byte[]> ForwardAsync()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, stopping);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(request, stopping);
        return await HttpMessage.ReadAsync(stream, stopping);
    }

    /// <summary>Writes to whoever asked.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await client.WriteAsync(bytes, stopping);
        await client.FlushAsync(stopping);
    }
}
