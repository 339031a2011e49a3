using System.Collections.Concurrent;
using System.Net;

namespace EventSinks.Packages.Tests.Packed.Programs;

/// <summary>What the page's chat sink posts to: a server on this machine that takes everything and remembers it.</summary>
internal sealed class ChatRoom : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<string> _posts = new();
    private readonly Task _work;

    private ChatRoom(HttpListener listener)
    {
        _listener = listener;
        _work = TakeAsync();
    }

    public string Address => _listener.Prefixes.Single();

    public IReadOnlyCollection<string> Posts => _posts;

    public static ChatRoom Open()
    {
        while (true)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}/");
            try
            {
                listener.Start();
                return new ChatRoom(listener);
            }
            catch (HttpListenerException)
            {
                // Somebody else has this port.
                listener.Close();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }

    private async Task TakeAsync()
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
                return;
            }

            using var body = new StreamReader(context.Request.InputStream);
            _posts.Enqueue(await body.ReadToEndAsync());
            context.Response.Close();
        }
    }
}
