using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>The file of a store: opens connections to it. Thread-safe.</summary>
internal sealed class StoreFile(string path, SqliteEventStoreOptions options)
{
    /// <summary>Gets the file itself, wherever links lead to it from: its owner is the owner by any name.</summary>
    public string Path { get; } = Resolve(path);

    /// <summary>Looks whether the file may be opened as its owner. Writes nothing, and needs no lock.</summary>
    /// <exception cref="StoreKeptByAnotherException">Another program keeps it, and the options refuse that.</exception>
    public void CheckKeeper()
    {
        if (options.OtherKeeper is SqliteOtherKeeper.Refuse && File.Exists(Path))
        {
            // Not for reading alone: as the last to close, that would leave two empty files of SQLite's beside it.
            using var connection = Connect(SqliteOpenMode.ReadWrite);
            StoreKeeper.Choose(connection, CheckVersion(connection), Path, options);
        }
    }

    /// <summary>Opens the file for its owner, brings it to the present version, says in it who keeps it and begins an epoch.</summary>
    /// <returns>A connection that writes, the epoch, and the name of the program that keeps the file.</returns>
    public (SqliteConnection Connection, long Epoch, string? Keeper) OpenAsOwner()
    {
        MakeForTheOwnerAlone();
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Before anything is written.
            var version = CheckVersion(connection);
            var keeper = StoreKeeper.Choose(connection, version, Path, options);
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, $"PRAGMA synchronous = {(options.Synchronous is SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
            StoreSchema.Migrate(connection, version);
            StoreKeeper.Write(connection, keeper);
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE es_store SET epoch = epoch + 1, owner = $owner RETURNING epoch";
            command.Parameters.AddWithValue("$owner", $"process {Environment.ProcessId} on {Environment.MachineName}");
            return (connection, (long)command.ExecuteScalar()!, keeper);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file, which must be there and hold a store.</summary>
    /// <param name="mode">Whether to write as well.</param>
    /// <returns>A connection.</returns>
    public SqliteConnection Open(SqliteOpenMode mode)
    {
        if (!File.Exists(Path))
        {
            throw new EventStoreException($"There is no store {Path}; see whether the name is right. An engine that uses it makes it.");
        }

        var connection = Connect(mode);
        try
        {
            if (CheckVersion(connection) < StoreSchema.Version)
            {
                throw new EventStoreException($"The store {Path} is empty or of an older version; open it once with the engine, which brings it up to date.");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Says who had the file last, for a message.</summary>
    public string DescribeOwner()
    {
        try
        {
            using var connection = Open(SqliteOpenMode.ReadOnly);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT owner FROM es_store";
            return command.ExecuteScalar() is string { Length: > 0 } owner ? owner : "another process";
        }
        catch (Exception error) when (error is SqliteException or EventStoreException)
        {
            return "another process";
        }
    }

    // It will hold declarations with their secrets. SQLite takes the file's permissions for those that it puts beside it, and an empty file for
    // a new database; one that is there is the engine's, and so are its permissions.
    private void MakeForTheOwnerAlone()
    {
        if (OperatingSystem.IsWindows() || File.Exists(Path))
        {
            return;
        }

        try
        {
            new FileStream(
                Path,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.Of(Path, error);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // A lock beside a link would not be that of the file.
    private static string Resolve(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(full)!;
        var target = new DirectoryInfo(folder).Exists ? new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) : null;
        full = System.IO.Path.Combine(target?.FullName ?? folder, System.IO.Path.GetFileName(full));
        return File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } file ? file.FullName : full;
    }

    private int CheckVersion(SqliteConnection connection)
    {
        var version = StoreSchema.Read(connection);
        return version <= StoreSchema.Version
            ? version
            : throw new EventStoreException(
                $"The store {Path} has version {version}, and this program knows up to {StoreSchema.Version}; use a newer one.");
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA cache_size = -8192");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
