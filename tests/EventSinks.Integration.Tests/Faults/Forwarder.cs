using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EventSinks.Integration.Faults;

/// <summary>Something between a sink and the real server, as a load balancer is: it hands requests on, or does what the test tells it.</summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Uri _server;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private volatile Fault _fault = KnownFaults.None;
    private int _requests;

    /// <summary>Listens on a port of its own.</summary>
    /// <param name="server">Where requests go.</param>
    /// <param name="certificate">With it, TLS is spoken on this side, for the name localhost.</param>
    /// <param name="address">The address to listen on; 127.0.0.1 if null.</param>
    public Forwarder(Uri server, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        _server = server;
        _certificate = certificate;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        var scheme = certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        var host = certificate is null ? (address ?? IPAddress.Loopback).ToString() : "localhost";
        Address = new UriBuilder(scheme, host, ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Gets where this listens.</summary>
    public Uri Address { get; }

    /// <summary>Gets or sets what is done with each request from now on.</summary>
    public Fault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <summary>Gets how many requests have come.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            Assert.That(_stopping.IsCancellationRequested, "the listener ends only when the test does");
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = await SecureAsync(client.GetStream());
            var isGood = true;
            while (isGood && await HttpMessage.ReadAsync(stream, _stopping.Token) is { Length: > 0 } request)
            {
                Interlocked.Increment(ref _requests);
                isGood = await Fault(new Exchange(request, _server, stream, _stopping.Token));
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // The client went away or would not trust this server, which is for the test to judge from the client's side.
            await TestContext.Progress.WriteLineAsync($"connection ended: {error.Message}");
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream)
    {
        if (_certificate is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
        return secure;
    }
}
