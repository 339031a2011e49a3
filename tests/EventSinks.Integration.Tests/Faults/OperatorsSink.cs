using System.Text.Json;
using EventSinks.Http;
using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;
using EventSinks.Testing;
using EventSinks.Zaqar;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Integration.Faults;

/// <summary>A zaqar-queue sink as a host makes it: with the host's own HTTP, to a server that the operator's section is about.</summary>
internal sealed class OperatorsSink : IAsyncDisposable
{
    private const string Section = "zaqar-queue";
    private readonly SinkHttp _http = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
    private readonly IEventSink _sink;

    public OperatorsSink(Uri endpoint, ZaqarQueue queue, IReadOnlyDictionary<string, JsonElement>? queueMetadata = null)
    {
        IEventSinkFactory factory = new ZaqarQueueSinkFactory(
            _http, new TokenOfNobody(endpoint.ToString(), queue.ProjectId), _configuration.GetSection(Section), _clock);
        _sink = factory.Create(
            new ZaqarQueueOptions { Target = queue.Name, QueueMetadata = queueMetadata }, new SinkContext(SinkUnderTest.Stack, "sink", _clock));
    }

    /// <summary>Changes the operator's section, and lets the minute pass after which it is read again.</summary>
    public void Set(string key, string value)
    {
        _configuration[$"{Section}:{key}"] = value;
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    public async Task<DeliveryResult> DeliverAsync(params RecordedEvent[] events) =>
        await _sink.DeliverAsync(new EventBatch(events), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        _http.Dispose();
    }
}
