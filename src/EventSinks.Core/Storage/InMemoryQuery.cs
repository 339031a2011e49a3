namespace EventSinks.Storage;

/// <summary>Lists events of the in-memory store.</summary>
internal static class InMemoryQuery
{
    public static IEnumerable<RecordedEvent> Run(EventQuery query, IEnumerable<InMemoryStackLog> logs)
    {
        var events = logs
            .Select(static log => (Log: log, log.ToStored().Stack))
            .Where(pair => IsMeant(query, pair.Stack))
            .SelectMany(static pair => pair.Log.Events());
        var sorted = Sort(query, events).ToList();

        // Among all of them: the marker itself need not pass the filters.
        var marker = query.After is { } place ? sorted.FindIndex(e => e.Sequence == place.Sequence && e.Event.StackId == place.StackId)
            : query.Marker is { } id ? sorted.FindIndex(e => e.Event.Id == id)
            : -1;
        return sorted.Skip(marker + 1).Where(e => Matches(query, e)).Take(query.Limit ?? int.MaxValue);
    }

    private static bool IsMeant(EventQuery query, StackIdentity stack) =>
        query.StackId is null || stack.Id == query.StackId || (query.IncludesNested && stack.RootStackId == query.StackId);

    private static IEnumerable<RecordedEvent> Sort(EventQuery query, IEnumerable<RecordedEvent> events)
    {
        var recorded = events.OrderBy(static e => e.RecordedAt).ThenBy(static e => e.Event.StackId, StringComparer.Ordinal).ThenBy(static e => e.Sequence);
        var sorted = query.Sort switch
        {
            EventSort.EventTime => recorded.OrderBy(static e => e.Event.Timestamp),
            EventSort.ResourceType => recorded.OrderBy(static e => e.Event.ResourceType, StringComparer.Ordinal),
            _ => recorded,
        };
        return query.IsDescending ? sorted.Reverse() : sorted;
    }

    private static bool Matches(EventQuery query, in RecordedEvent recorded)
    {
        var e = recorded.Event;
        return (query.EventId is not { } id || e.Id == id)
            && Lets(query.ResourceNames, e.ResourceName)
            && Lets(query.ResourceTypes, e.ResourceType)
            && Lets(query.Actions, e.ResourceAction)
            && Lets(query.Statuses, e.ResourceStatus)
            && (query.FromSequence is not { } first || recorded.Sequence >= first)
            && (query.RecordedFrom is not { } from || recorded.RecordedAt >= from)
            && (query.RecordedBefore is not { } before || recorded.RecordedAt < before);
    }

    private static bool Lets(IReadOnlyList<string> filter, string? value) => filter.Count == 0 || (value is not null && filter.Contains(value, StringComparer.Ordinal));
}
