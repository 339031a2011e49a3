using EventSinks.Storage;
using EventSinks.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSinks.Dispatch;

/// <summary>A dispatcher with its real worker thread, on a clock that the test moves.</summary>
internal sealed class DispatcherFixture : IAsyncDisposable
{
    private readonly DispatchOptions _options;
    private readonly MemoryBudget _budget;

    public DispatcherFixture(DispatchOptions? options = null, TimeProvider? clock = null, ILogger? logger = null)
    {
        _options = options ?? new DispatchOptions();
        _budget = new MemoryBudget(_options.MemoryBytes);
        Store = new InMemoryEventStore(clock: clock ?? Clock);
        Dispatcher = new Dispatcher(Store, _options, clock ?? Clock, logger ?? NullLogger.Instance, new Random(1), static _ => { });
    }

    public ManualTimeProvider Clock { get; } = new();

    public InMemoryEventStore Store { get; }

    public Dispatcher Dispatcher { get; }

    public async Task<StackLanes> OpenAsync(string id, params LaneBinding[] bindings)
    {
        var stack = Some.Stack(id);
        var opening = await Store.OpenStackAsync(new(stack, "[]", [.. bindings.Select(static each => new RegisteredLane(each.Key))]), CancellationToken.None);
        var lanes = new StackLanes(stack, opening.Log, new RecentEvents(_options.MemoryEventsPerStack, _budget));
        Dispatcher.Post(new DispatchMessage.StackOpened(lanes, opening.Head, bindings, opening.Lanes));
        return lanes;
    }

    public async Task PublishAsync(StackLanes stack, int events = 1)
    {
        for (var i = 0; i < events; i++)
        {
            if (stack.Recent.Offer(await stack.Log.AppendAsync(Some.Event(stack.Stack), CancellationToken.None)))
            {
                Dispatcher.Post(stack.Touched);
            }
        }
    }

    public async Task<SinkDeliveryStatus> StatusAsync(StackLanes stack)
    {
        var answer = new TaskCompletionSource<StackDeliveryStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatcher.Post(new DispatchMessage.StatusAsked(stack, answer));
        return (await answer.Task.WaitAsync(Patience.Limit)).Sinks[0];
    }

    public Task<bool> DrainAsync()
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatcher.Post(new DispatchMessage.DrainAsked(answer));
        return answer.Task.WaitAsync(Patience.Limit);
    }

    // A broken test must fail, not hang.
    public async ValueTask DisposeAsync() => await Dispatcher.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
}
