using System.Data.Common;
using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Records an event within a transaction of the engine, on a connection of its own to the same file.</summary>
internal static class ForeignAppend
{
    public static long Run(string path, DbTransaction transaction, StackEvent e, TimeProvider clock)
    {
        if (transaction is not SqliteTransaction { Connection: { } connection } own)
        {
            throw new ArgumentException("The transaction is no open one of SQLite; begin it on a SqliteConnection to the store's file.", nameof(transaction));
        }

        if (connection.DataSource is not { Length: > 0 } source || StoreFile.Resolve(source) != path)
        {
            throw new ArgumentException($"The transaction is on {connection.DataSource}; the store is {path}.", nameof(transaction));
        }

        var body = EventBody.Of(e);
        using var command = connection.CreateCommand();
        command.Transaction = own;

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

        using var insert = new EventInsert(connection, own);
        insert.Run(stack, head, clock.GetUtcNow().UtcTicks, e, body, e.Id.ToByteArray());
        command.CommandText = "INSERT INTO es_changes (stack) VALUES ($1)";
        command.Parameters[0].Value = stack;
        command.ExecuteNonQuery();
        return head;
    }
}
