using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Tells whose a file is, and whether this program may open it as its owner.</summary>
internal static class StoreKeeper
{
    private const int FirstVersion = 3;

    /// <summary>Reads who keeps a file.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="version">The version that it has.</param>
    /// <returns>The name of the program; null if the file does not say.</returns>
    public static string? Read(SqliteConnection connection, int version) =>
        version < FirstVersion ? null : Scalar(connection, "SELECT keeper FROM es_store") as string;

    /// <summary>Says who will keep a file. Writes nothing.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="version">The version that it has.</param>
    /// <param name="path">The file, for a message.</param>
    /// <param name="options">Who opens it, and what is done about others.</param>
    /// <returns>The name of the program; null if nobody will know.</returns>
    /// <exception cref="StoreKeptByAnotherException">Another program keeps it, and that is refused.</exception>
    public static string? Choose(SqliteConnection connection, int version, string path, SqliteEventStoreOptions options)
    {
        var keeper = Read(connection, version);
        if (options.OtherKeeper is SqliteOtherKeeper.TakeOver || keeper == options.Keeper || (keeper is null && IsEmpty(connection, version)))
        {
            return options.Keeper;
        }

        return options.OtherKeeper is SqliteOtherKeeper.Leave ? keeper : throw new StoreKeptByAnotherException(path, keeper);
    }

    public static void Write(SqliteConnection connection, string? keeper)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE es_store SET keeper = $keeper WHERE keeper IS NOT $keeper";
        command.Parameters.AddWithValue("$keeper", (object?)keeper ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    // A database with an engine's own tables is the engine's, though nothing has been recorded in it yet.
    private static bool IsEmpty(SqliteConnection connection, int version) =>
        Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'es_*' AND name NOT GLOB 'sqlite_*'") is 0L
        && (version == 0 || Scalar(connection, "SELECT EXISTS (SELECT 1 FROM es_stacks)") is 0L);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
