using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EventSinks.Http;

/// <summary>An HTTP server on a loopback port: gives every request one answer, keeps connections open, and counts both.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly byte[] _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _accepting;

    // Counted before it is served: an answer may be out before serving gives its task.
    private int _accepted;

    public LoopbackServer(string? answer = null, X509Certificate2? certificate = null)
    {
        _answer = Encoding.ASCII.GetBytes(answer ?? Answer("200 OK"));
        _tls = certificate is null
            ? null
            : new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, client, _, _) =>
                {
                    // Whoever shows a certificate is remembered; who it was is for the test to judge.
                    ClientSubject = client?.Subject;
                    return client is null || client.Subject.Length > 0;
                },
            };
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public IReadOnlyCollection<string> Requests => _requests;

    public int Connections => Volatile.Read(ref _accepted);

    public string? ClientSubject { get; private set; }

    public static string Answer(string status, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n";

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
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(client));
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
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var request = new StringBuilder();
            while (await reader.ReadLineAsync(_stopping.Token) is { } line)
            {
                request.AppendLine(line);
                if (line.Length == 0)
                {
                    _requests.Enqueue(request.ToString());
                    request.Clear();
                    await stream.WriteAsync(_answer, _stopping.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away or would not trust this server, which is for the test to judge from the client's side.
            await TestContext.Progress.WriteLineAsync($"connection ended: {error.Message}");
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream)
    {
        if (_tls is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(_tls, _stopping.Token);
        return secure;
    }
}
