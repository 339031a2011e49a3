using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace EventSinks;

/// <summary>The stacks that are open in this process, and the locks under which they are opened, closed and forgotten. Thread-safe.</summary>
internal sealed class OpenedStacks
{
    // Opening and forgetting a stack exclude each other; stacks share a few locks rather than have one each.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<string, OpenedStack> _stacks = new(StringComparer.Ordinal);

    // What was opened while stacks are being taken over from the store.
    private volatile ConcurrentDictionary<string, bool>? _opened = new(StringComparer.Ordinal);

    // What was closed in the store before it was taken over.
    private volatile ConcurrentDictionary<string, bool>? _closed = new(StringComparer.Ordinal);

    /// <summary>Waits until nobody else opens, closes or forgets a stack.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What is released afterwards.</returns>
    public async ValueTask<SemaphoreSlim> EnterAsync(string stackId, CancellationToken cancellationToken)
    {
        var gate = _gates[(uint)string.GetHashCode(stackId, StringComparison.Ordinal) % (uint)_gates.Length];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return gate;
    }

    public bool TryFind(string stackId, [NotNullWhen(true)] out OpenedStack? stack) => _stacks.TryGetValue(stackId, out stack);

    public OpenedStack? Find(string stackId) => _stacks.GetValueOrDefault(stackId);

    public void Set(OpenedStack stack)
    {
        _stacks[stack.Lanes.Stack.Id] = stack;
        _opened?.TryAdd(stack.Lanes.Stack.Id, true);
    }

    /// <summary>Forgets a stack. Under its lock.</summary>
    /// <param name="stackId">The stack.</param>
    public void Forget(string stackId)
    {
        if (_stacks.TryRemove(stackId, out var stack))
        {
            stack.Lanes.IsForgotten = true;
        }
    }

    /// <summary>Says whether a stack may be taken over from the store: it has not been opened in this process. Under its lock.</summary>
    /// <param name="stackId">The stack.</param>
    /// <returns>Whether it may. One that was opened, closed and forgotten meanwhile is gone from the store, too.</returns>
    public bool MayRecover(string stackId) => _opened?.ContainsKey(stackId) != true;

    /// <summary>A stack was closed that is not in the table. Under its lock.</summary>
    /// <param name="stackId">The stack.</param>
    public void NoteClosed(string stackId) => _closed?.TryAdd(stackId, true);

    /// <summary>Says whether a stack was closed before it came to the table, so that what was read of it before is no longer so. Under its lock.</summary>
    /// <param name="stackId">The stack.</param>
    /// <returns>Whether it was.</returns>
    public bool WasClosedEarly(string stackId) => _closed?.ContainsKey(stackId) == true;

    /// <summary>Nothing is taken over any more.</summary>
    public void EndRecovery()
    {
        _opened = null;
        _closed = null;
    }
}
