using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>What people ask of lanes, within a transaction of the owner or of somebody else.</summary>
internal static class LaneChanges
{
    private const string IsLane = "stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND replay = $5";

    public static IReadOnlyList<StoredLane> SetPaused(Session session, StackRow? stack, LaneKey? lane, bool paused, long now)
    {
        if (stack is null)
        {
            return [];
        }

        var lanes = StoreReads.Lanes(session, stack.Id).Where(each => lane is null || each.Key == lane).ToList();
        foreach (var each in lanes)
        {
            object? since = paused ? each.PausedAt?.UtcTicks ?? now : null;
            session.Execute(
                $"UPDATE es_lanes SET paused_at = $6 WHERE {IsLane}",
                stack.Id, each.Key.SinkType, each.Key.Destination, each.Key.Ordinal, each.Key.Replay, since);
        }

        Announce(session, stack.Id);
        return [.. StoreReads.Lanes(session, stack.Id).Where(each => lanes.Exists(known => known.Key == each.Key))];
    }

    public static StoredLane? Replay(Session session, StackRow? stack, ReplayRequest request)
    {
        if (stack is null || request.Lane.Replay != 0)
        {
            return null;
        }

        var declared = StoreReads.Lanes(session, stack.Id).Find(each => each.Key == request.Lane);
        if (declared is not { End: null } || FindRange(session, stack, request) is not var (first, last))
        {
            return null;
        }

        // Never used again, so that a replay is not taken for one that has finished.
        var number = (long)session.Scalar("UPDATE es_stacks SET replays = replays + 1 WHERE id = $1 RETURNING replays", stack.Id)!;
        var key = request.Lane with { Replay = (int)number };
        session.Execute(
            """
            INSERT INTO es_lanes (stack, sink_type, destination, ordinal, replay, source, declaration, start, cursor, ending, last_letter)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, CASE $6 WHEN 1 THEN (SELECT max(id) FROM es_dead_letters) END)
            """,
            stack.Id, key.SinkType, key.Destination, key.Ordinal, key.Replay, (int)request.Source, declared.Declaration, first - 1, last);
        Announce(session, stack.Id);
        return StoreReads.Lanes(session, stack.Id).Find(each => each.Key == key);
    }

    /// <summary>Has the owner look at a stack again.</summary>
    public static void Announce(Session session, long stack) => session.Execute("INSERT INTO es_changes (stack) VALUES ($1)", stack);

    private static (long First, long Last)? FindRange(Session session, StackRow stack, ReplayRequest request)
    {
        var from = request.From?.UtcTicks ?? long.MinValue;
        using var reader = request.Source is LaneSource.DeadLetters
            ? session.Read(
                """
                SELECT min(sequence), max(sequence) FROM es_dead_letters
                WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND sequence >= $5 AND given_up_at >= $6 AND length(body) > 0
                """,
                stack.Id, request.Lane.SinkType, request.Lane.Destination, request.Lane.Ordinal, request.FromSequence, from)
            : session.Read(
                "SELECT min(sequence), $4 FROM es_events WHERE stack = $1 AND sequence >= $2 AND recorded_at >= $3",
                stack.Id, request.FromSequence, from, stack.Head);
        return reader.Read() && !reader.IsDBNull(0) ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }
}
