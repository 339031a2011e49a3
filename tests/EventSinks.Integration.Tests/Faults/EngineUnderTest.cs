using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Integration.Support;
using EventSinks.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>An engine with short waits, whose stacks reach the real Zaqar by ways of their own.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly EndpointsOfStacks _endpoints = new();
    private readonly StackEvents _events;

    /// <summary>Starts the engine.</summary>
    /// <param name="attemptTimeout">How long an attempt may take; 20 seconds if null, so that a busy machine is not taken for a fault.</param>
    public EngineUnderTest(TimeSpan? attemptTimeout = null)
    {
        _events = new StackEventsBuilder
        {
            Dispatch = new DispatchOptions
            {
                AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(20),
                RetryBaseDelay = TimeSpan.FromMilliseconds(50),
                RetryMaxDelay = TimeSpan.FromMilliseconds(500),
                MaxRetryAfter = TimeSpan.FromMilliseconds(500),
                CircuitBaseDelay = TimeSpan.FromMilliseconds(100),
                CircuitMaxDelay = TimeSpan.FromMilliseconds(500),
            },
        }
            .AddSink<ZaqarQueueSinkFactory>()
            .UseCredentials(_endpoints)
            .Build();
    }

    /// <summary>Opens a stack with a queue of its own, that is reached by this address.</summary>
    public async Task<StackUnderTest> OpenAsync(Uri endpoint)
    {
        var queue = ZaqarServer.NewQueue();

        // Of an engine without projects: nobody can be asked whose the token is.
        var stack = new StackIdentity(Guid.NewGuid().ToString(), "teststack");
        _endpoints.Add(stack, endpoint, queue.ProjectId);
        await _events.OpenAsync(stack, EnvironmentReader.Read($"event_sinks:\n- type: zaqar-queue\n  target: {queue.Name}\n"));
        return new StackUnderTest(_events, stack, queue);
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
