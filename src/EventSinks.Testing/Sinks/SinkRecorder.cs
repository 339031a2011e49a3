namespace EventSinks.Testing.Sinks;

/// <summary>Keeps what arrives at the sinks of a test, in order of arrival, and can be waited upon. Thread-safe.</summary>
public sealed class SinkRecorder
{
    private readonly Lock _gate = new();
    private readonly List<ArrivedEvent> _arrivals = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>Gets everything that has arrived, as it is now.</summary>
    public IReadOnlyList<ArrivedEvent> Arrivals
    {
        get
        {
            lock (_gate)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>Gives what has arrived for one stack.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="destination">Where; everywhere if left out.</param>
    /// <returns>The arrivals, in order.</returns>
    public IReadOnlyList<ArrivedEvent> Of(string stackId, string? destination = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        return [.. Arrivals.Where(each => each.Stack.Id == stackId && (destination is null || each.Destination == destination))];
    }

    /// <summary>Waits until so many events have arrived in all. No time passes needlessly: it ends with the arrival.</summary>
    /// <param name="count">How many; 0 or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Everything that has arrived by then.</returns>
    /// <exception cref="TimeoutException">They have not arrived within 30 seconds; the message says how many have.</exception>
    public Task<IReadOnlyList<ArrivedEvent>> WaitForAsync(int count, CancellationToken cancellationToken = default) =>
        WaitForAsync(static _ => true, count, "events", cancellationToken);

    /// <summary>Waits until so many events of one stack have arrived.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="count">How many; 0 or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What has arrived for the stack by then.</returns>
    /// <exception cref="TimeoutException">They have not arrived within 30 seconds; the message says how many have.</exception>
    public Task<IReadOnlyList<ArrivedEvent>> WaitForAsync(string stackId, int count, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        return WaitForAsync(each => each.Stack.Id == stackId, count, $"events of stack {stackId}", cancellationToken);
    }

    /// <summary>Keeps what a sink of a test's own got.</summary>
    /// <param name="context">Whose sink it is.</param>
    /// <param name="destination">Where its declaration leads.</param>
    /// <param name="batch">What it got.</param>
    /// <param name="count">How many events of it, from its start; all if left out.</param>
    public void Add(SinkContext context, string destination, EventBatch batch, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(batch);
        List<Waiter> served = [];
        lock (_gate)
        {
            for (var i = 0; i < Math.Min(count ?? batch.Count, batch.Count); i++)
            {
                _arrivals.Add(new(context.Stack, context.BindingName, destination, batch[i], batch.GetBody(i)));
            }

            served.AddRange(_waiters.Where(waiter => waiter.IsServedBy(_arrivals)));
            _waiters.RemoveAll(served.Contains);
        }

        served.ForEach(static waiter => waiter.Done.TrySetResult());
    }

    private async Task<IReadOnlyList<ArrivedEvent>> WaitForAsync(
        Func<ArrivedEvent, bool> isMeant, int count, string what, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var waiter = new Waiter(isMeant, count);
        lock (_gate)
        {
            if (waiter.IsServedBy(_arrivals))
            {
                return [.. _arrivals.Where(isMeant)];
            }

            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Done.Task.WaitAsync(Patience.Limit, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Arrivals.Count(isMeant)} of {count} {what} have arrived within {Patience.Limit.TotalSeconds:0} seconds.", late);
        }

        return [.. Arrivals.Where(isMeant)];
    }

    private sealed record Waiter(Func<ArrivedEvent, bool> IsMeant, int Count)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsServedBy(List<ArrivedEvent> arrivals) => arrivals.Count(IsMeant) >= Count;
    }
}
