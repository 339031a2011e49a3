using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

/// <summary>How the stacks of a store were at one moment, to tell what a run has added to it.</summary>
internal sealed class StoreSnapshot
{
    private readonly Dictionary<string, StoredStack> _stacks;

    private StoreSnapshot(Dictionary<string, StoredStack> stacks)
    {
        _stacks = stacks;
        PendingStackIds = [.. stacks.Values.Where(static stack => PendingEvents.Count(stack) > 0).Select(static stack => stack.Stack.Id)];
        Pending = stacks.Values.Sum(PendingEvents.Count);
    }

    /// <summary>Gets the stacks with something left to deliver.</summary>
    public IReadOnlyList<string> PendingStackIds { get; }

    /// <summary>Gets how many events have yet to be delivered somewhere.</summary>
    public long Pending { get; }

    public static async Task<StoreSnapshot> TakeAsync(IEventStoreReader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, StoredStack> stacks = new(StringComparer.Ordinal);
        await foreach (var stack in reader.ReadStacksAsync(cancellationToken).ConfigureAwait(false))
        {
            stacks[stack.Stack.Id] = stack;
        }

        return new StoreSnapshot(stacks);
    }

    /// <summary>Gets the lanes that a stack had.</summary>
    public IReadOnlyList<StoredLane> LanesOf(string stackId) => _stacks.GetValueOrDefault(stackId)?.Lanes ?? [];

    /// <summary>Gets how many events a lane had yet to settle.</summary>
    public long PendingOf(string stackId, StoredLane lane) =>
        _stacks.GetValueOrDefault(stackId) is { } stack ? Math.Max(0, Math.Min(lane.End ?? stack.Head, stack.Head) - lane.Cursor) : 0;
}
