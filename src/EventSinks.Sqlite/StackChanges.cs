using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Opens, closes and forgets stacks.</summary>
internal static class StackChanges
{
    public static (StackRow Stack, IReadOnlyList<StoredLane> Lanes) Open(WriteTransaction writer, StackRegistration registration)
    {
        var session = writer.Session;
        var stack = registration.Stack;
        var known = writer.FindRow(stack.Id);
        writer.Forget(stack.Id);
        session.Execute(
            """
            INSERT INTO es_stacks (stack_id, partition, name, project_id, root_stack_id, parent_stack_id, declarations, head, replays, is_closed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0)
            ON CONFLICT (stack_id) DO UPDATE SET name = excluded.name, project_id = excluded.project_id, root_stack_id = excluded.root_stack_id,
                parent_stack_id = excluded.parent_stack_id, declarations = excluded.declarations, is_closed = 0
            """,
            stack.Id, PartitionSet.PartitionOf(stack.Id), stack.Name, stack.ProjectId, stack.RootStackId, stack.ParentStackId, registration.Declarations);
        var row = StoreReads.FindStack(session, stack.Id)!;
        foreach (var lane in known is null ? [] : StoreReads.Lanes(session, row.Id))
        {
            if (lane.End is null && !registration.Lanes.Any(named => named.Key == lane.Key))
            {
                SetEnding(session, row.Id, lane.Key, row.Head);
            }
        }

        foreach (var named in registration.Lanes)
        {
            session.Execute(
                """
                INSERT INTO es_lanes (stack, sink_type, destination, ordinal, replay, source, declaration, start, cursor, ending)
                VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $7, NULL)
                ON CONFLICT (stack, sink_type, destination, ordinal, replay) DO UPDATE SET ending = NULL, declaration = excluded.declaration
                """,
                row.Id, named.Key.SinkType, named.Key.Destination, named.Key.Ordinal, named.Key.Replay, named.Declaration, row.Head);
        }

        return (row, StoreReads.Lanes(session, row.Id));
    }

    public static long Close(WriteTransaction writer, string stackId)
    {
        if (writer.FindRow(stackId) is not { } row)
        {
            return 0;
        }

        writer.Forget(stackId);
        writer.Session.Execute("UPDATE es_stacks SET is_closed = 1 WHERE id = $1 AND is_closed = 0", row.Id);
        writer.Session.Execute("UPDATE es_lanes SET ending = $2 WHERE stack = $1 AND ending IS NULL", row.Id, row.Head);
        return row.Head;
    }

    public static void Remove(WriteTransaction writer, string stackId)
    {
        // A stack that was opened again in the meantime stays, and so does one with a replay that was asked for before it was closed.
        if (writer.FindRow(stackId) is { IsClosed: true } row && !HasSomethingLeft(writer.Session, row))
        {
            writer.Session.Execute("DELETE FROM es_failed_attempts WHERE lane IN (SELECT id FROM es_lanes WHERE stack = $1)", row.Id);
            writer.Session.Execute("DELETE FROM es_lanes WHERE stack = $1", row.Id);
            writer.Session.Execute("UPDATE es_stacks SET is_closed = 2 WHERE id = $1", row.Id);
        }
    }

    private static bool HasSomethingLeft(Session session, StackRow row) =>
        (long)session.Scalar("SELECT EXISTS (SELECT 1 FROM es_lanes WHERE stack = $1 AND cursor < coalesce(ending, $2))", row.Id, row.Head)! != 0;

    private static void SetEnding(Session session, long stack, LaneKey lane, long ending) => session.Execute(
        "UPDATE es_lanes SET ending = $6 WHERE stack = $1 AND sink_type = $2 AND destination = $3 AND ordinal = $4 AND replay = $5",
        stack, lane.SinkType, lane.Destination, lane.Ordinal, lane.Replay, ending);
}
