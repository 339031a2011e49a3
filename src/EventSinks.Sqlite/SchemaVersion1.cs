namespace EventSinks.Sqlite;

/// <summary>The tables of version 1: what a new file begins with, before the later versions follow.</summary>
internal static class SchemaVersion1
{
    // The file may be the engine's own, so names begin with es_. Times are UTC ticks (100 ns). Keys of events are in commit order. A lane's key is spelt out in what outlives the lane.
    public const string Sql =
        """
        CREATE TABLE es_store (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            owner TEXT NOT NULL
        ) STRICT;
        INSERT INTO es_store (id, version, epoch, owner) VALUES (1, 0, 0, '');

        -- Never the same key twice: a handle to a stack that was purged must not come to stand for another.
        CREATE TABLE es_stacks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            stack_id TEXT NOT NULL UNIQUE,
            partition INTEGER NOT NULL,
            name TEXT NOT NULL,
            project_id TEXT,
            root_stack_id TEXT,
            parent_stack_id TEXT,
            declarations TEXT NOT NULL,
            head INTEGER NOT NULL,
            replays INTEGER NOT NULL,
            is_closed INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX es_stacks_by_root ON es_stacks (root_stack_id) WHERE root_stack_id IS NOT NULL;

        CREATE TABLE es_events (
            id INTEGER PRIMARY KEY,
            stack INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            event_time INTEGER NOT NULL,
            resource_name TEXT NOT NULL,
            resource_type TEXT,
            action TEXT NOT NULL,
            status TEXT NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX es_events_by_stack ON es_events (stack, sequence);

        CREATE TABLE es_lanes (
            id INTEGER PRIMARY KEY,
            stack INTEGER NOT NULL,
            sink_type TEXT NOT NULL,
            destination TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            replay INTEGER NOT NULL,
            source INTEGER NOT NULL,
            declaration TEXT,
            start INTEGER NOT NULL,
            cursor INTEGER NOT NULL,
            ending INTEGER,
            delivered INTEGER NOT NULL DEFAULT 0,
            dead_lettered INTEGER NOT NULL DEFAULT 0,
            dropped INTEGER NOT NULL DEFAULT 0,
            filtered INTEGER NOT NULL DEFAULT 0,
            paused_at INTEGER,
            last_success_at INTEGER,
            last_error TEXT,
            last_error_at INTEGER,
            failures_in_row INTEGER NOT NULL DEFAULT 0,
            suspended_because TEXT,
            suspended_at INTEGER,
            is_misconfigured INTEGER NOT NULL DEFAULT 0,
            UNIQUE (stack, sink_type, destination, ordinal, replay)
        ) STRICT;

        CREATE TABLE es_failed_attempts (
            id INTEGER PRIMARY KEY,
            lane INTEGER NOT NULL,
            first_sequence INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX es_failed_attempts_by_lane ON es_failed_attempts (lane, id);

        CREATE TABLE es_dead_letters (
            id INTEGER PRIMARY KEY,
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
            UNIQUE (stack, sink_type, destination, ordinal, sequence)
        ) STRICT;

        -- What others than the owner have changed, until the owner has seen it.
        CREATE TABLE es_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            stack INTEGER NOT NULL
        ) STRICT;
        """;
}
