using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace EventSinks.Integration.Reliability;

/// <summary>An HTTP server that keeps count of the batches posted to it. It can refuse connections, hang and fail.</summary>
internal sealed class CountingReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedBatch> _batches = new();
    private readonly ConcurrentQueue<HttpListenerContext> _hanging = new();
    private HttpListener? _listener;
    private Task _serving = Task.CompletedTask;

    public CountingReceiver()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        Listen();
    }

    public Uri Url { get; }

    /// <summary>Gets or sets how requests are answered from now on.</summary>
    public ReceiverMode Mode { get; set; }

    /// <summary>Gets what has been received, in order.</summary>
    public IReadOnlyCollection<ReceivedBatch> Batches => _batches;

    /// <summary>Takes connections, at the same address as before.</summary>
    public void Listen()
    {
        _listener = new HttpListener { Prefixes = { Url.ToString() } };
        _listener.Start();
        _serving = ServeAsync(_listener);
    }

    /// <summary>Breaks connections off, and refuses new ones.</summary>
    public async Task RefuseAsync()
    {
        _listener?.Abort();
        await _serving;
        _hanging.Clear();
    }

    /// <summary>Answers, and breaks off what it has left hanging.</summary>
    public void Recover()
    {
        Mode = ReceiverMode.Answers;
        while (_hanging.TryDequeue(out var context))
        {
            context.Response.Abort();
        }
    }

    public async ValueTask DisposeAsync() => await RefuseAsync();

    private async Task ServeAsync(HttpListener listener)
    {
        List<Task> answers = [];
        while (await NextAsync(listener) is { } context)
        {
            answers.RemoveAll(static answer => answer.IsCompletedSuccessfully);
            answers.Add(AnswerAsync(context));
        }

        await Task.WhenAll(answers);
    }

    private static async Task<HttpListenerContext?> NextAsync(HttpListener listener)
    {
        try
        {
            return await listener.GetContextAsync();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.InputStream);
            if (Mode is not ReceiverMode.Fails)
            {
                _batches.Enqueue(Read(document.RootElement));
            }

            if (Mode is ReceiverMode.Hangs)
            {
                _hanging.Enqueue(context);
                return;
            }

            context.Response.StatusCode = Mode is ReceiverMode.Fails ? 503 : 204;
            context.Response.Close();
        }
        catch (Exception error) when (error is JsonException or IOException or HttpListenerException or ObjectDisposedException)
        {
            // The engine was killed within its request, or this receiver was: half a batch counts as none, and an answer helps nobody.
        }
    }

    private static ReceivedBatch Read(JsonElement document) => new(
        document.GetProperty("generation").GetInt32(),
        document.GetProperty("stack").GetString()!,
        [.. document.GetProperty("events").EnumerateArray().Select(static e =>
            new CountedEvent(e.GetProperty("sequence").GetInt64(), e.GetProperty("id").GetGuid()))]);
}
