using EventSinks.Binding;

namespace EventSinks;

/// <summary>
/// Shares out how many sinks a stack and all that are nested in it may have. A stack takes its part when its environment is bound, before
/// anything else is done about it, so that two stacks of one tree never take the same. Thread-safe.
/// </summary>
/// <param name="max">How many a tree may have; null for any number.</param>
internal sealed class SinkQuota(int? max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Root, int Sinks)> _stacks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _trees = new(StringComparer.Ordinal);

    /// <summary>Gets whether there is a limit.</summary>
    public bool IsLimited => max is not null;

    /// <summary>Takes a stack's part, in place of the one that it had.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="wanted">How many sinks it declares.</param>
    /// <param name="finishing">How many sinks, no longer declared, it has yet to finish.</param>
    /// <returns>How many it gets.</returns>
    public SinkGrant Take(StackIdentity stack, int wanted, int finishing)
    {
        if (!IsLimited)
        {
            return SinkGrant.Any;
        }

        lock (_lock)
        {
            Remove(stack.Id);
            var grant = SinkGrant.Of(wanted, max, _trees.GetValueOrDefault(RootOf(stack)), finishing);
            Add(stack, grant.Granted);
            return grant;
        }
    }

    /// <summary>Says how many sinks a stack has taken.</summary>
    public int Of(string stackId)
    {
        lock (_lock)
        {
            return _stacks.GetValueOrDefault(stackId).Sinks;
        }
    }

    /// <summary>Says how many sinks a stack has after all.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="sinks">How many; whatever the limit is.</param>
    public void Set(StackIdentity stack, int sinks)
    {
        if (!IsLimited)
        {
            return;
        }

        lock (_lock)
        {
            Remove(stack.Id);
            Add(stack, sinks);
        }
    }

    /// <summary>A stack is closed: its part is free.</summary>
    public void Release(string stackId)
    {
        lock (_lock)
        {
            Remove(stackId);
        }
    }

    private static string RootOf(StackIdentity stack) => stack.RootStackId ?? stack.Id;

    private void Add(StackIdentity stack, int sinks)
    {
        if (sinks > 0)
        {
            var root = RootOf(stack);
            _stacks[stack.Id] = (root, sinks);
            _trees[root] = _trees.GetValueOrDefault(root) + sinks;
        }
    }

    private void Remove(string stackId)
    {
        if (_stacks.Remove(stackId, out var part) && (_trees[part.Root] -= part.Sinks) == 0)
        {
            _trees.Remove(part.Root);
        }
    }
}
