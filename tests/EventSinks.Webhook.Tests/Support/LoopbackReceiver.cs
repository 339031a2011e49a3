using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace EventSinks.Webhook.Support;

/// <summary>A receiver on a loopback port: a real HTTP server that answers each request as the test says, and keeps it.</summary>
internal sealed class LoopbackReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly Func<int, (HttpStatusCode Status, string Body)> _answer;
    private readonly Task _serving;

    public LoopbackReceiver(Func<int, (HttpStatusCode Status, string Body)>? answer = null)
    {
        _answer = answer ?? (static _ => (HttpStatusCode.NoContent, ""));
        Url = Listen();
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public IReadOnlyCollection<ReceivedRequest> Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    // Somebody else may take a port between finding it free and listening on it.
    private Uri Listen()
    {
        for (var attempts = 1; ; attempts++)
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/hook/");
            probe.Stop();
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(url.ToString());
            try
            {
                _listener.Start();
                return url;
            }
            catch (HttpListenerException) when (attempts < 20)
            {
                // Then the next one.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                Assert.That(_listener.IsListening, Is.False, "the listener ends only when the test does");
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var headers = context.Request.Headers.AllKeys.ToDictionary(static key => key!, key => context.Request.Headers[key]!, StringComparer.OrdinalIgnoreCase);
            _requests.Enqueue(new ReceivedRequest(context.Request.HttpMethod, context.Request.Url!, headers, body));
            var (status, text) = _answer(_requests.Count);
            context.Response.StatusCode = (int)status;
            if ((int)status is >= 300 and < 400)
            {
                context.Response.RedirectLocation = text;
            }

            context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
        }
    }
}
