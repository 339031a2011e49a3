using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Writes down what came of deliveries.</summary>
internal static class Settlements
{
    public static void Settle(WriteTransaction writer, IReadOnlyList<LaneSettlement> settlements)
    {
        // Before anything is changed. Who has taken the store over says so in the file; the row cannot change before this commits.
        var epoch = (long)writer.Session.Scalar("SELECT epoch FROM es_store")!;
        if (epoch != writer.Epoch || settlements.Any(each => each.Epoch != epoch))
        {
            throw new StoreTakenOverException($"The store is delivered from by another process, under epoch {epoch}; this process has epoch {writer.Epoch}.");
        }

        foreach (var settlement in settlements)
        {
            if (StoreReads.FindStack(writer.Session, settlement.StackId) is { } stack)
            {
                Settle(writer.Session, stack.Id, settlement);
            }
        }
    }

    private static void Settle(Session session, long stack, LaneSettlement settlement)
    {
        var lane = FindLane(session, stack, settlement.Lane);
        if (lane is { LastLetter: { } last })
        {
            // Only those that it was about: one that was written since has come of another attempt, and nobody has delivered it again.
            session.Execute(
                """
                DELETE FROM es_dead_letters
                WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND sequence > $5 AND sequence <= $6 AND id <= $7 AND length(body) > 0
                """,
                stack, settlement.Lane.SinkType, settlement.Lane.Destination, settlement.Lane.Ordinal, lane.Cursor, settlement.Cursor, last);
        }

        foreach (var letter in settlement.DeadLetters)
        {
            Keep(session, stack, letter);
        }

        if (lane is null)
        {
            return;
        }

        Move(session, lane.Id, settlement);
        Note(session, lane.Id, settlement);

        // A lane that was named again while it was finishing goes on.
        if (settlement.IsFinished && lane.Ending is { } ending && (settlement.Cursor >= ending || settlement.Lane.Replay > 0))
        {
            session.Execute("DELETE FROM es_failed_attempts WHERE lane = $1", lane.Id);
            session.Execute("DELETE FROM es_lanes WHERE id = $1", lane.Id);
        }
    }

    private static LaneRow? FindLane(Session session, long stack, LaneKey lane) => session.List(
        "SELECT id, cursor, ending, last_letter FROM es_lanes WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND replay = $5",
        static row => new LaneRow(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3)),
        stack, lane.SinkType, lane.Destination, lane.Ordinal, lane.Replay).SingleOrDefault();

    private static void Move(Session session, long lane, LaneSettlement settlement)
    {
        session.Execute(
            """
            UPDATE es_lanes SET cursor = max(cursor, $2), delivered = delivered + $3, dead_lettered = dead_lettered + $4, dropped = dropped + $5, filtered = filtered + $6
            WHERE id = $1
            """,
            lane,
            settlement.Cursor,
            settlement.Settled.Delivered,
            settlement.Settled.DeadLettered,
            settlement.Settled.Dropped,
            settlement.Settled.Filtered);
        if (settlement.Health is { } health)
        {
            session.Execute(
                """
                UPDATE es_lanes SET last_success_at = $2, last_error = $3, last_error_at = $4, failures_in_row = $5, suspended_because = $6,
                    suspended_at = $7, is_misconfigured = $8
                WHERE id = $1
                """,
                lane,
                health.LastSuccessAt?.UtcTicks,
                health.LastError,
                health.LastErrorAt?.UtcTicks,
                health.FailuresInRow,
                health.SuspendedBecause,
                health.SuspendedAt?.UtcTicks,
                health.IsMisconfigured ? 1 : 0);
        }
    }

    private static void Note(Session session, long lane, LaneSettlement settlement)
    {
        if (settlement.FailedAttempts.Count == 0)
        {
            return;
        }

        foreach (var attempt in settlement.FailedAttempts)
        {
            session.Execute(
                """
                INSERT INTO es_failed_attempts (lane, first_sequence, last_sequence, started_at, duration, outcome, reason)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                lane, attempt.FirstSequence, attempt.LastSequence, attempt.StartedAt.UtcTicks, attempt.Duration.Ticks, (int)attempt.Outcome, attempt.Reason);
        }

        session.Execute(
            """
            DELETE FROM es_failed_attempts
            WHERE lane = $1 AND id <= (SELECT id FROM es_failed_attempts WHERE lane = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """,
            lane, FailedAttempt.KeptPerLane);
    }

    private static void Keep(Session session, long stack, DeadLetter letter) => session.Execute(
        """
        INSERT OR REPLACE INTO es_dead_letters
            (stack, sink_type, destination, ordinal, sequence, event_id, body, reason, attempts, first_attempt_at, given_up_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        stack,
        letter.Lane.SinkType,
        letter.Lane.Destination,
        letter.Lane.Ordinal,
        letter.Sequence,
        letter.EventId.ToByteArray(),
        letter.Body.ToArray(),
        letter.Reason,
        letter.Attempts,
        letter.FirstAttemptAt.UtcTicks,
        letter.GivenUpAt.UtcTicks);

    private sealed record LaneRow(long Id, long Cursor, long? Ending, long? LastLetter);
}
