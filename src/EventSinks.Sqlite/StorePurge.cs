using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Removes what need not be kept, a bounded number of rows at a time, so that publishers get their turn in between.</summary>
internal sealed class StorePurge(WriterThread writer, ReaderThread reader, PurgePolicy policy, TimeProvider clock)
{
    private const int RowsAtATime = 1_000;
    private const int StacksAtATime = 50;

    public async ValueTask<PurgeReport> RunAsync(CancellationToken cancellationToken)
    {
        var all = default(PurgeReport);
        var ids = await reader.ReadAsync(
            static session => session.List("SELECT id FROM es_stacks ORDER BY id", static row => row.GetInt64(0)), cancellationToken).ConfigureAwait(false);
        foreach (var page in ids.Chunk(StacksAtATime))
        {
            for (var isMore = true; isMore;)
            {
                var request = new WriteRequest<(PurgeReport Report, bool IsMore)>(transaction => Purge(transaction, page));
                writer.Post(request);
                (var report, isMore) = await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                all = new(all.Events + report.Events, all.PendingEvents + report.PendingEvents, all.DeadLetters + report.DeadLetters, all.Stacks + report.Stacks);
            }
        }

        return all;
    }

    private (PurgeReport Report, bool IsMore) Purge(WriteTransaction transaction, long[] stacks)
    {
        var session = transaction.Session;
        var report = default(PurgeReport);
        foreach (var id in stacks)
        {
            var left = RowsAtATime - (int)(report.Events + report.PendingEvents + report.DeadLetters);
            if (left <= 0)
            {
                return (report, true);
            }

            if (session.List($"SELECT {Rows.StackColumns} FROM es_stacks s WHERE s.id = $1", Rows.Stack, id) is [var stack])
            {
                var row = transaction.FindRow(stack.Stack.Id)!;
                report = Purge(transaction, row, report, left);
            }
        }

        return (report, report.Events + report.PendingEvents + report.DeadLetters >= RowsAtATime);
    }

    private PurgeReport Purge(WriteTransaction transaction, StackRow stack, PurgeReport report, int limit)
    {
        var session = transaction.Session;
        var now = clock.GetUtcNow();
        var settled = session.Scalar("SELECT min(cursor) FROM es_lanes WHERE stack = $1", stack.Id) as long?;
        var isDone = stack.IsForgotten;
        var through = settled ?? stack.Head;
        var age = Earliest(policy.MaxAge, isDone ? policy.MaxAgeOfClosed : null);
        var tooMany = policy.MaxEventsPerStack > 0 ? through - policy.MaxEventsPerStack : 0;
        var tooOld = age is null ? 0 : LastOld(session, stack.Id, 0, through, now - age.Value, limit);
        var events = Remove(session, stack.Id, 0, Math.Max(tooMany, tooOld), limit);
        var pending = policy.MaxPendingAge is not { } pendingAge || events == limit ? 0 : Remove(
            session, stack.Id, through, LastOld(session, stack.Id, through, stack.Head, now - pendingAge, limit - events), limit - events);
        var letters = session.Execute(
            """
            DELETE FROM es_dead_letters WHERE id IN (
                SELECT id FROM es_dead_letters WHERE stack = $1 AND (given_up_at < $2
                    OR ($3 > 0 AND id <= (SELECT id FROM es_dead_letters WHERE stack = $1 ORDER BY id DESC LIMIT 1 OFFSET $3))) LIMIT $4)
            """,
            stack.Id, Before(now, policy.MaxDeadLetterAge), policy.MaxDeadLettersPerStack, limit - events - pending);
        var stacks = isDone ? Remove(transaction, stack) : 0;
        return new(report.Events + events, report.PendingEvents + pending, report.DeadLetters + letters, report.Stacks + stacks);
    }

    // Only the index is looked at, and only at what goes: what is kept costs nothing, however much it is.
    private static int Remove(Session session, long stack, long after, long through, int limit) => through <= after ? 0 : session.Execute(
        "DELETE FROM es_events WHERE id IN (SELECT id FROM es_events WHERE stack = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4)",
        stack, after, through, limit);

    // The last event before the first that is young enough, among as many as may go now.
    private static long LastOld(Session session, long stack, long after, long through, DateTimeOffset before, int limit) => session.Scalar(
        """
        SELECT coalesce(min(CASE WHEN recorded_at >= $4 THEN sequence END) - 1, max(sequence)) FROM (
            SELECT sequence, recorded_at FROM es_events WHERE stack = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $5)
        """,
        stack, after, through, before.UtcTicks, limit) as long? ?? 0;

    private static int Remove(WriteTransaction transaction, StackRow stack)
    {
        var removed = transaction.Session.Execute(
            """
            DELETE FROM es_stacks WHERE id = $1
                AND NOT EXISTS (SELECT 1 FROM es_events WHERE stack = $1) AND NOT EXISTS (SELECT 1 FROM es_dead_letters WHERE stack = $1)
            """,
            stack.Id);
        if (removed > 0)
        {
            transaction.Forget(stack.Stack.Id);
        }

        return removed;
    }

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;

    private static long Before(DateTimeOffset now, TimeSpan? age) => age is null ? long.MinValue : now.UtcTicks - age.Value.Ticks;
}
