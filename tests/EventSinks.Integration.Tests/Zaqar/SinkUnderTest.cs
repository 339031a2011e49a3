using EventSinks.Integration.Support;
using EventSinks.Zaqar;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Integration.Zaqar;

/// <summary>A zaqar-queue sink as a host makes it, on a queue of the real Zaqar.</summary>
internal sealed class SinkUnderTest : IAsyncDisposable
{
    private readonly DirectHttp _http = new();
    private readonly IEventSink _sink;

    public SinkUnderTest(ZaqarQueue queue, int? ttl = null)
        : this(ZaqarServer.Url.ToString(), queue.Name, queue.ProjectId, ttl)
    {
    }

    public SinkUnderTest(string endpoint, string queue, string? projectId, int? ttl = null)
    {
        IEventSinkFactory factory = new ZaqarQueueSinkFactory(
            _http, new TokenOfNobody(endpoint, projectId), new ConfigurationBuilder().Build().GetSection("zaqar-queue"), TimeProvider.System);
        _sink = factory.Create(new ZaqarQueueOptions { Target = queue, Ttl = ttl }, new SinkContext(Stack, "sink", TimeProvider.System));
    }

    public static StackIdentity Stack { get; } = new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack");

    public BatchLimits Limits => _sink.Limits;

    public async Task<DeliveryResult> DeliverAsync(params RecordedEvent[] events) =>
        await _sink.DeliverAsync(new EventBatch(events), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        _http.Dispose();
    }
}
