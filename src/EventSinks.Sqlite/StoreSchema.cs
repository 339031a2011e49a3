using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>The tables, version by version. A version that was once released is never changed: what is new is a step of its own.</summary>
internal static class StoreSchema
{
    private static readonly string[] Steps = [SchemaVersion1.Sql, SchemaVersion2.Sql, SchemaVersion3.Sql];

    /// <summary>The version that this code writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Says which version a file has.</summary>
    /// <param name="connection">The file.</param>
    /// <returns>The version; 0 for a file without tables of ours.</returns>
    public static int Read(SqliteConnection connection)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'es_store'";
        if ((long)find.ExecuteScalar()! == 0)
        {
            return 0;
        }

        find.CommandText = "SELECT version FROM es_store";
        return (int)(long)find.ExecuteScalar()!;
    }

    /// <summary>Brings a file to the present version, in one transaction.</summary>
    /// <param name="connection">The file; this process is its owner.</param>
    /// <param name="from">The version that it has.</param>
    public static void Migrate(SqliteConnection connection, int from)
    {
        if (from == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var step in Steps.Skip(from))
        {
            command.CommandText = step;
            command.ExecuteNonQuery();
        }

        command.CommandText = $"UPDATE es_store SET version = {Version}";
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
