using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Turns rows into what the contract speaks of. Columns are named in one place, next to the code that reads them.</summary>
internal static class Rows
{
    public const string StackColumns =
        "s.id, s.stack_id, s.name, s.project_id, s.root_stack_id, s.parent_stack_id, s.declarations, s.head, s.is_closed";

    public const string LaneColumns =
        "sink_type, destination, ordinal, replay, source, declaration, start, cursor, ending, delivered, dead_lettered, dropped, filtered, "
        + "paused_at, last_success_at, last_error, last_error_at, failures_in_row, suspended_because, suspended_at, is_misconfigured";

    public const string EventColumns = "sequence, recorded_at, body";

    public static StackRow Stack(SqliteDataReader row) => new(
        row.GetInt64(0),
        new StackIdentity(row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5)),
        row.GetString(6),
        row.GetInt64(7),
        row.GetInt64(8) != 0,
        row.GetInt64(8) == 2);

    public static StoredLane Lane(SqliteDataReader row) => new(
        new LaneKey(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)),
        row.GetInt64(6),
        row.GetInt64(7),
        new LaneCounters(row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12)),
        row.IsDBNull(8) ? null : row.GetInt64(8))
    {
        Source = (LaneSource)row.GetInt32(4),
        Declaration = Text(row, 5),
        PausedAt = Time(row, 13),
        Health = new LaneHealth
        {
            LastSuccessAt = Time(row, 14),
            LastError = Text(row, 15),
            LastErrorAt = Time(row, 16),
            FailuresInRow = row.GetInt32(17),
            SuspendedBecause = Text(row, 18),
            SuspendedAt = Time(row, 19),
            IsMisconfigured = row.GetInt64(20) != 0,
        },
    };

    /// <summary>Gives an event; null if its body cannot be read, so that one that is damaged keeps none of the others back.</summary>
    public static RecordedEvent? Event(SqliteDataReader row) => StackEvent.TryParse(row.GetFieldValue<byte[]>(2), out var e, out _)
        ? new RecordedEvent(e, row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero))
        : null;

    public static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
