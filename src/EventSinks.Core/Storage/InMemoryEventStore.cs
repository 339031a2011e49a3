using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EventSinks.Storage;

/// <summary>
/// Keeps events until every lane has settled them, in this process only: what was not delivered is lost with it. No lock is shared between
/// stacks. Thread-safe.
/// </summary>
public sealed class InMemoryEventStore : IEventStore
{
    private readonly ConcurrentDictionary<string, InMemoryStackLog> _stacks = new(StringComparer.Ordinal);
    private readonly InMemoryEventStoreOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Makes an empty store.</summary>
    /// <param name="options">How much it keeps.</param>
    /// <param name="clock">Gives the times of recording; the system's clock if left out.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names them all.</exception>
    public InMemoryEventStore(InMemoryEventStoreOptions? options = null, TimeProvider? clock = null)
    {
        _options = options ?? new InMemoryEventStoreOptions();
        _clock = clock ?? TimeProvider.System;
        var wrong = string.Join(' ', _options.Validate());
        if (wrong.Length > 0)
        {
            throw new ArgumentException(wrong, nameof(options));
        }
    }

    /// <inheritdoc />
    public ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var log = _stacks.GetOrAdd(registration.Stack.Id, static (id, self) => new InMemoryStackLog(id, self._options, self._clock), this);
        return ValueTask.FromResult(log.Open(registration.Lanes));
    }

    /// <inheritdoc />
    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_stacks.TryGetValue(stackId, out var log) ? log.Close() : 0);

    /// <inheritdoc />
    public ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken)
    {
        // A stack that was opened again in the meantime stays.
        if (_stacks.TryGetValue(stackId, out var log) && log.IsClosed)
        {
            _stacks.TryRemove(KeyValuePair.Create(stackId, log));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        for (var i = 0; i < settlements.Count; i++)
        {
            if (_stacks.TryGetValue(settlements[i].StackId, out var log))
            {
                log.Settle(settlements[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(
        string stackId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_stacks.TryGetValue(stackId, out var log))
        {
            foreach (var letter in log.DeadLetters())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return letter;
            }
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Ends the waits of publishers; they get an <see cref="EventStoreException"/>.</summary>
    /// <returns>When it is done.</returns>
    public ValueTask DisposeAsync()
    {
        foreach (var log in _stacks.Values)
        {
            log.Close();
        }

        return ValueTask.CompletedTask;
    }
}
