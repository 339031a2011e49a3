namespace EventSinks.Sqlite;

/// <summary>
/// What version 2 changes: the keys of dead letters are never used twice, so that a replay knows its letters from those written since; and what
/// was given up in one letter for many events has a place beside the letter of its last one.
/// </summary>
internal static class SchemaVersion2
{
    public const string Sql =
        """
        CREATE TABLE es_dead_letters_2 (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            stack INTEGER NOT NULL,
            sink_type TEXT NOT NULL,
            destination TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            body BLOB NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            first_attempt_at INTEGER NOT NULL,
            given_up_at INTEGER NOT NULL,
            UNIQUE (stack, sink_type, destination, ordinal, sequence, event_id)
        ) STRICT;
        INSERT INTO es_dead_letters_2
            (id, stack, sink_type, destination, ordinal, sequence, event_id, body, reason, attempts, first_attempt_at, given_up_at)
        SELECT id, stack, sink_type, destination, ordinal, sequence, event_id, body, reason, attempts, first_attempt_at, given_up_at
        FROM es_dead_letters ORDER BY id;
        DROP TABLE es_dead_letters;
        ALTER TABLE es_dead_letters_2 RENAME TO es_dead_letters;

        -- The last letter that a lane that replays letters is about; null for every other lane.
        ALTER TABLE es_lanes ADD COLUMN last_letter INTEGER;
        UPDATE es_lanes SET last_letter = (SELECT coalesce(max(id), 0) FROM es_dead_letters) WHERE source = 1;
        """;
}
