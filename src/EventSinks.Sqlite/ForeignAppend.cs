using System.Data.Common;
using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Records an event within a transaction of the engine, on a connection of its own to the same file.</summary>
internal static class ForeignAppend
{
    private const string Savepoint = "es_append";

    public static long Run(string path, DbTransaction transaction, StackEvent e, TimeProvider clock)
    {
        if (transaction is not SqliteTransaction { Connection: { } connection } own)
        {
            throw new ArgumentException("The transaction is no open one of SQLite; begin it on a SqliteConnection to the store's file.", nameof(transaction));
        }

        // Both as SQLite itself names the file, whatever links the two have come by.
        if (connection.DataSource != path)
        {
            throw new ArgumentException($"The transaction is on {connection.DataSource}; the store is {path}.", nameof(transaction));
        }

        // Whatever fails leaves nothing behind: an engine may catch the error and commit all else.
        var body = EventBody.Of(e);
        own.Save(Savepoint);
        try
        {
            var head = Append(own, path, e, body, clock);
            own.Release(Savepoint);
            return head;
        }
        catch
        {
            Undo(own);
            throw;
        }
    }

    private static long Append(SqliteTransaction transaction, string path, StackEvent e, byte[] body, TimeProvider clock)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;

        // Under the head's row, as everywhere: from here on nobody else can record anything until the engine's transaction ends.
        command.CommandText = "UPDATE es_stacks SET head = head + 1 WHERE stack_id = $1 AND is_closed = 0 RETURNING id, head";
        command.Parameters.AddWithValue("$1", e.StackId);
        long stack;
        long head;
        using (var row = command.ExecuteReader())
        {
            if (!row.Read())
            {
                throw new EventStoreException($"Stack {e.StackId} is not open in {path}.");
            }

            (stack, head) = (row.GetInt64(0), row.GetInt64(1));
        }

        using var insert = new EventInsert(transaction.Connection!, transaction);
        insert.Run(stack, head, clock.GetUtcNow().UtcTicks, e, body, e.Id.ToByteArray());
        command.CommandText = "INSERT INTO es_changes (stack) VALUES ($1)";
        command.Parameters[0].Value = stack;
        command.ExecuteNonQuery();
        return head;
    }

    private static void Undo(SqliteTransaction transaction)
    {
        try
        {
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            // SQLite has rolled the whole transaction back by itself, as it does when the disk is full: then nothing is left either, and
            // what is told is why.
            _ = error;
        }
    }
}
