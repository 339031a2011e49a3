using System.Collections.Concurrent;

namespace EventSinks.Discovery.Support;

/// <summary>HTTP that takes everything, for the test to look at.</summary>
internal sealed class RecordingHttp : HttpMessageHandler, ISinkHttp
{
    private readonly ConcurrentQueue<(string Path, string Text)> _posts = [];
    private readonly ConcurrentQueue<SinkHttpSettings> _settings = [];

    public IReadOnlyCollection<SinkHttpSettings> Settings => _settings;

    public IReadOnlyList<string> PostsTo(string path) => [.. _posts.Where(post => post.Path == path).Select(static post => post.Text)];

    public HttpClient GetClient(SinkHttpSettings settings)
    {
        _settings.Enqueue(settings);
        return new HttpClient(this, disposeHandler: false);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _posts.Enqueue((request.RequestUri!.AbsolutePath, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return new HttpResponseMessage();
    }
}
