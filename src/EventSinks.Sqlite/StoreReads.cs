using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>What is read of a store, by its owner as well as by others.</summary>
internal static class StoreReads
{
    public static StackRow? FindStack(Session session, string stackId) =>
        session.List($"SELECT {Rows.StackColumns} FROM es_stacks s WHERE s.stack_id = $1", Rows.Stack, stackId).SingleOrDefault();

    public static List<StoredLane> Lanes(Session session, long stack) =>
        session.List($"SELECT {Rows.LaneColumns} FROM es_lanes WHERE stack = $1 ORDER BY id", Rows.Lane, stack);

    public static StoredStack? FindStored(Session session, string stackId) =>
        FindStack(session, stackId) is { } row ? row.With(Lanes(session, row.Id)) : null;

    /// <summary>Lists the stacks that are open, or closed and not forgotten; those with something pending first.</summary>
    public static List<StackKey> LiveStacks(Session session) => session.List(
        """
        SELECT s.id, s.stack_id, s.partition,
            EXISTS (SELECT 1 FROM es_lanes l WHERE l.stack = s.id AND l.cursor < min(s.head, coalesce(l.ending, s.head))) AS pending
        FROM es_stacks s
        WHERE s.is_closed < 2
        ORDER BY pending DESC, s.id
        """,
        static row => new StackKey(row.GetInt64(0), row.GetString(1), row.GetInt32(2)));

    /// <summary>Lists the stacks of which others have told that something has changed.</summary>
    /// <param name="session">The store.</param>
    /// <param name="through">The last that was told.</param>
    /// <returns>The stacks that are there.</returns>
    public static List<StackKey> ChangedStacks(Session session, long through) => session.List(
        "SELECT s.id, s.stack_id, s.partition FROM es_stacks s WHERE s.id IN (SELECT stack FROM es_changes WHERE id <= $1)",
        static row => new StackKey(row.GetInt64(0), row.GetString(1), row.GetInt32(2)),
        through);

    public static (long Id, StoredStack Stored)? Stack(Session session, long id) =>
        session.List($"SELECT {Rows.StackColumns} FROM es_stacks s WHERE s.id = $1", Rows.Stack, id) is [var row]
            ? (id, row.With(Lanes(session, id)))
            : null;

    public static List<RecordedEvent> EventsAfter(Session session, long stack, long after, int maxEvents, long maxBytes)
    {
        using var reader = session.Read(
            $"SELECT {Rows.EventColumns} FROM es_events WHERE stack = $1 AND sequence > $2 ORDER BY sequence", stack, after);
        return Take(reader, maxEvents, maxBytes);
    }

    public static List<RecordedEvent> LettersAfter(Session session, long stack, LaneKey lane, long after, int maxEvents, long maxBytes)
    {
        using var reader = session.Read(
            """
            SELECT sequence, given_up_at, body FROM es_dead_letters
            WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND sequence > $6 AND length(body) > 0 AND id <= (
                SELECT last_letter FROM es_lanes WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND replay = $5)
            ORDER BY sequence
            """,
            stack, lane.SinkType, lane.Destination, lane.Ordinal, lane.Replay, after);
        return Take(reader, maxEvents, maxBytes);
    }

    public static List<(long Id, DeadLetter Letter)> DeadLetters(Session session, string stackId, long afterId, int count) => session.List(
        """
        SELECT d.id, d.sink_type, d.destination, d.ordinal, d.sequence, d.event_id, d.body, d.reason, d.attempts, d.first_attempt_at, d.given_up_at
        FROM es_dead_letters d JOIN es_stacks s ON s.id = d.stack
        WHERE s.stack_id = $1 AND d.id > $2 ORDER BY d.id LIMIT $3
        """,
        row => (row.GetInt64(0), new DeadLetter(
            stackId,
            new LaneKey(row.GetString(1), row.GetString(2), row.GetInt32(3)),
            row.GetInt64(4),
            new Guid(row.GetFieldValue<byte[]>(5)),
            row.GetFieldValue<byte[]>(6),
            row.GetString(7),
            row.GetInt32(8),
            Rows.Time(row, 9)!.Value,
            Rows.Time(row, 10)!.Value)),
        stackId, afterId, count);

    public static List<FailedAttempt> FailedAttempts(Session session, string stackId) => session.List(
        """
        SELECT l.sink_type, l.destination, l.ordinal, l.replay, f.first_sequence, f.last_sequence, f.started_at, f.duration, f.outcome, f.reason
        FROM es_failed_attempts f JOIN es_lanes l ON l.id = f.lane JOIN es_stacks s ON s.id = l.stack
        WHERE s.stack_id = $1 ORDER BY f.started_at, f.id
        """,
        static row => new FailedAttempt(
            new LaneKey(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)),
            row.GetInt64(4),
            row.GetInt64(5),
            Rows.Time(row, 6)!.Value,
            TimeSpan.FromTicks(row.GetInt64(7)),
            (DeliveryOutcome)row.GetInt32(8),
            row.GetString(9)),
        stackId);

    // As many as are wanted, however many rows that takes: one that cannot be read is passed over, and counts as dropped.
    private static List<RecordedEvent> Take(SqliteDataReader reader, int maxEvents, long maxBytes)
    {
        List<RecordedEvent> events = [];
        long bytes = 0;
        while (events.Count < maxEvents && reader.Read())
        {
            bytes += reader.GetBytes(2, 0, null, 0, 0);
            if (bytes > maxBytes && events.Count > 0)
            {
                break;
            }

            if (Rows.Event(reader) is { } recorded)
            {
                events.Add(recorded);
            }
        }

        return events;
    }
}
