using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Integration.Support;
using EventSinks.Zaqar;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSinks.Integration.OpenStack;

/// <summary>An engine with nothing but the front door: in memory, with the sink type zaqar-queue.</summary>
internal sealed class Engine : IAsyncDisposable
{
    /// <summary>What waiting ends at; the machine may be busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts an engine.</summary>
    /// <param name="section">What the operator says of the cloud.</param>
    /// <param name="credentials">The owners' credentials; nobody's if null.</param>
    /// <param name="http">The HTTP that the sinks get; the library's own if null.</param>
    /// <param name="clock">The clock of deliveries and tokens; the system's if null.</param>
    /// <param name="loggers">Where log messages go; nowhere if null.</param>
    public Engine(
        IEnumerable<KeyValuePair<string, string?>> section,
        OwnersCredentials? credentials = null,
        ISinkHttp? http = null,
        TimeProvider? clock = null,
        ILoggerFactory? loggers = null)
    {
        var builder = new StackEventsBuilder
        {
            Clock = clock ?? TimeProvider.System,
            LoggerFactory = loggers ?? NullLoggerFactory.Instance,
            SinkConfiguration = new ConfigurationBuilder()
                .AddInMemoryCollection(section.Select(each => KeyValuePair.Create($"zaqar-queue:{each.Key}", each.Value)))
                .Build(),
        };
        builder.AddSink<ZaqarQueueSinkFactory>();
        if (credentials is not null)
        {
            builder.UseCredentials(credentials);
        }

        if (http is not null)
        {
            builder.ExposeToSinks(http);
        }

        Events = builder.Build();
    }

    public StackEvents Events { get; }

    public static string Declare(string queue, string more = "") => $"event_sinks:\n- type: zaqar-queue\n  target: {queue}\n{more}";

    public async Task OpenAsync(StackIdentity stack, string environment) =>
        await Events.OpenAsync(stack, EnvironmentReader.Read(environment), EventSinks.Binding.BindingMode.Strict);

    /// <summary>Publishes an event for each of these resources.</summary>
    public async Task PublishAsync(StackIdentity stack, params IEnumerable<string> resources)
    {
        foreach (var resource in resources)
        {
            await Events.PublishAsync(StackEvent.ForResource(stack, resource, "OS::Heat::TestResource", "CREATE", "COMPLETE"));
        }
    }

    public async Task OpenAndPublishAsync(StackIdentity stack, string environment, params IEnumerable<string> resources)
    {
        await OpenAsync(stack, environment);
        await PublishAsync(stack, resources);
    }

    /// <summary>Waits until a stack's only sink is as wanted, and returns how it is then.</summary>
    public Task<SinkDeliveryStatus> WaitForAsync(StackIdentity stack, Predicate<SinkDeliveryStatus> isWanted) =>
        Eventually.ReadAsync(
            async cancellationToken => (await Events.GetStatusAsync(stack.Id, cancellationToken))!.Sinks.Single(), isWanted, Patience);

    /// <summary>Waits until everything has arrived.</summary>
    public async Task WaitForArrivalAsync(StackIdentity stack)
    {
        var status = await WaitForAsync(stack, static status => status is { Pending: 0, State: LaneState.Healthy });
        Assert.That(
            (status.Delivered, status.Pending, status.DeadLettered), Is.EqualTo((status.Recorded, 0L, 0L)), $"{status.State}: {status.LastError}");
    }

    /// <summary>Waits until the sink has said why it cannot deliver.</summary>
    public async Task<SinkDeliveryStatus> WaitForFailureAsync(StackIdentity stack, LaneState state)
    {
        var status = await WaitForAsync(stack, status => status.State == state && status.LastError is not null);
        Assert.That(status.State, Is.EqualTo(state), status.LastError);
        return status;
    }

    public ValueTask DisposeAsync() => Events.DisposeAsync();
}
