using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Says in words what SQLite says in numbers (its result codes), and what can be done about it.</summary>
internal static class StoreErrors
{
    public static EventStoreException Of(string path, Exception error)
    {
        if (error is EventStoreException known)
        {
            return known;
        }

        var reason = error is SqliteException sqlite ? Reason(sqlite) : error.Message;
        return new EventStoreException($"The store {path} cannot do its work: {reason}", error);
    }

    /// <summary>Says whether an error is about what was to be read, so that it may be read all around it.</summary>
    public static bool IsDamage(EventStoreException error) =>
        error.InnerException is SqliteException { SqliteErrorCode: 11 } or FormatException or InvalidCastException or ArgumentException or OverflowException;

    private static string Reason(SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => "somebody else's transaction on the file has not ended in time; end it sooner, or give the store a longer BusyTimeout.",
        7 => "there is no memory left.",
        8 => "the file, or its folder, may not be written to; give the process the right to.",
        10 => $"the disk fails ({error.Message}).",
        11 => "the file is damaged; restore it from a backup, or save what can be read with 'sqlite3 FILE .recover'.",
        13 => "the disk is full; make room, and it goes on by itself.",
        14 => "the file cannot be opened; see whether its folder is there and may be written to.",
        26 => "the file is no SQLite database; name another file.",
        _ => error.Message,
    };
}
