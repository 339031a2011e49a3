using EventSinks.Sqlite;
using EventSinks.Storage;

namespace EventSinks.Integration.Reliability;

/// <summary>What a store holds of each stack once an engine is gone.</summary>
internal static class RecordedStacks
{
    /// <summary>Reads the store. The test fails where sequences have gaps, a lane has something left, or something was given up.</summary>
    /// <param name="file">The store's file.</param>
    public static async Task<IReadOnlyDictionary<string, CountedEvent[]>> ReadAsync(string file)
    {
        await using var store = SqliteStoreVisitor.Open(file);
        Dictionary<string, CountedEvent[]> stacks = new(StringComparer.Ordinal);
        await foreach (var stack in store.ReadStacksAsync())
        {
            var id = stack.Stack.Id;
            CountedEvent[] events = [.. await store.QueryAsync(new EventQuery { StackId = id })
                .Select(static e => new CountedEvent(e.Sequence, e.Event.Id)).OrderBy(static e => e.Sequence).ToListAsync()];
            Assert.That(
                events.Select(static e => e.Sequence), Is.EqualTo(Enumerable.Range(1, events.Length)), $"{id}: sequences have no gaps");
            Assert.That(stack.Head, Is.EqualTo(events.Length), $"{id}: the head is the last event's");
            Assert.That(
                stack.Lanes.Select(static lane => lane.Cursor), Is.All.EqualTo(stack.Head), $"{id}: its lanes have settled everything");
            Assert.That(await store.ReadDeadLettersAsync(id).AnyAsync(), Is.False, $"{id}: nothing was given up");
            stacks.Add(id, events);
        }

        return stacks;
    }
}
