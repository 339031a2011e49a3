namespace EventSinks.Sqlite;

/// <summary>
/// What version 2 changes: the keys of dead letters are never used twice, so that a replay knows its letters from those written since; and what
/// was given up in one letter for many events has a place beside the letter of its last one. Closed stacks that have finished are told from
/// those that the engine has yet to be told of.
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

        -- Closed stacks are 1 until the engine has been told that they have finished, and 2 from then on. Version 1 knew no such difference.
        UPDATE es_stacks SET is_closed = 2 WHERE is_closed = 1 AND NOT EXISTS (SELECT 1 FROM es_lanes WHERE stack = es_stacks.id);
        """;
}
