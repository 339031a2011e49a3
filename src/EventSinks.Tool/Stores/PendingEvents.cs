using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

/// <summary>Counts the events that a stack has yet to deliver somewhere: each once, however many sinks wait for it.</summary>
internal static class PendingEvents
{
    public static long Count(StoredStack stack)
    {
        long count = 0;
        long counted = 0;
        foreach (var lane in stack.Lanes.OrderBy(static lane => lane.Cursor))
        {
            var first = Math.Max(lane.Cursor, counted);
            var last = Math.Min(lane.End ?? stack.Head, stack.Head);
            count += Math.Max(0, last - first);
            counted = Math.Max(counted, last);
        }

        return count;
    }
}
