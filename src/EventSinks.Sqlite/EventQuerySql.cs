using System.Text;
using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>The statement for a page of an event list: filtered, sorted, behind the last row of the page before.</summary>
internal static class EventQuerySql
{
    /// <summary>How many events are read at a time, so that deliveries get their turn in between.</summary>
    public const int PageSize = 500;

    /// <summary>Finds the place of the event after which to go on, in the order asked for.</summary>
    /// <returns>The place; null to begin at the beginning.</returns>
    public static EventPlace? FindMarker(Session session, EventQuery query)
    {
        if (query is { After: null, Marker: null })
        {
            return null;
        }

        List<object?> values = query.After is { } place ? [place.StackId, place.Sequence] : [query.Marker!.Value.ToByteArray()];
        var isMarker = query.After is null ? "e.event_id = $1" : "e.stack = (SELECT id FROM es_stacks WHERE stack_id = $1) AND e.sequence = $2";

        // Among the events of the stacks that are asked for; the marker itself need not pass the filters.
        return session.ListOnce(
            $"SELECT {SortKey(query)}, e.id FROM es_events e WHERE {isMarker}{OfStacks(query, values)} ORDER BY e.id DESC LIMIT 1",
            static row => new EventPlace(row.GetValue(0), row.GetInt64(1)),
            [.. values]).FirstOrDefault();
    }

    /// <summary>Reads a page.</summary>
    /// <param name="session">The store.</param>
    /// <param name="query">Which events.</param>
    /// <param name="after">The place of the last event before; null at the beginning.</param>
    /// <param name="count">The most events.</param>
    /// <returns>The events, each with its place; null for one that cannot be read.</returns>
    public static List<(RecordedEvent? Recorded, EventPlace Place)> Read(Session session, EventQuery query, EventPlace? after, int count)
    {
        List<object?> values = [];
        var sql = Build(query, after, values);
        values.Add(count);
        return session.ListOnce(
            $"{sql} LIMIT ${values.Count}",
            static row => (Rows.Event(row), new EventPlace(row.GetValue(3), row.GetInt64(4))),
            [.. values]);
    }

    /// <summary>Makes the statement for what comes behind a place, without a limit.</summary>
    public static string Build(EventQuery query, EventPlace? after, List<object?> values)
    {
        var sql = new StringBuilder(
            $"SELECT e.sequence, e.recorded_at, e.body, {SortKey(query)}, e.id FROM es_events e WHERE 1 = 1{OfStacks(query, values)}");
        Among("resource_name", query.ResourceNames);
        Among("resource_type", query.ResourceTypes);
        Among("action", query.Actions);
        Among("status", query.Statuses);
        Compare("event_id = ", query.EventId?.ToByteArray());
        Compare("sequence >= ", query.FromSequence);
        Compare("recorded_at >= ", query.RecordedFrom?.UtcTicks);
        Compare("recorded_at < ", query.RecordedBefore?.UtcTicks);
        var (sign, direction) = query.IsDescending ? ("<", "DESC") : (">", "ASC");
        if (after is not null)
        {
            sql.Append($" AND ({SortKey(query)}, e.id) {sign} ({Next(after.Key)}, {Next(after.Id)})");
        }

        return sql.Append($" ORDER BY {SortKey(query)} {direction}, e.id {direction}").ToString();

        string Next(object value)
        {
            values.Add(value);
            return $"${values.Count}";
        }

        void Among(string column, IReadOnlyList<string> wanted)
        {
            if (wanted.Count > 0)
            {
                sql.Append($" AND e.{column} IN ({string.Join(", ", wanted.Select(Next))})");
            }
        }

        void Compare(string comparison, object? value)
        {
            if (value is not null)
            {
                sql.Append($" AND e.{comparison}{Next(value)}");
            }
        }
    }

    private static string OfStacks(EventQuery query, List<object?> values)
    {
        if (query.StackId is not { } stack)
        {
            return "";
        }

        values.Add(stack);
        var id = $"${values.Count}";
        return query.IncludesNested
            ? $" AND e.stack IN (SELECT id FROM es_stacks WHERE stack_id = {id} OR root_stack_id = {id})"
            : $" AND e.stack = (SELECT id FROM es_stacks WHERE stack_id = {id})";
    }

    private static string SortKey(EventQuery query) => query.Sort switch
    {
        // The same order as that of the keys, and one that the index of the stack's events is in: no page has to sort them all.
        EventSort.Recorded when query is { StackId: not null, IncludesNested: false } => "e.sequence",
        EventSort.EventTime => "e.event_time",
        EventSort.ResourceType => "coalesce(e.resource_type, '')",
        _ => "e.id",
    };
}
