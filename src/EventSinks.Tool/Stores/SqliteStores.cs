using EventSinks.Sqlite;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Stores;

/// <summary>Opens the SQLite files that <c>--store</c> names.</summary>
internal static class SqliteStores
{
    /// <summary>Opens a store that another process may deliver from.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Gives the times of pauses.</param>
    /// <exception cref="ToolException">There is no such file.</exception>
    public static StoreVisit Visit(string path, TimeProvider clock)
    {
        RequireFile(path);
        var visitor = SqliteStoreVisitor.Open(path, clock: clock);
        return new StoreVisit(visitor, visitor, visitor);
    }

    /// <summary>Opens a store to deliver from it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mustExist">Whether it has to be there; else it is made.</param>
    /// <param name="clock">Gives the times of recording.</param>
    /// <exception cref="ToolException">There is no such file.</exception>
    public static SqliteEventStore Open(string path, bool mustExist, TimeProvider clock)
    {
        if (mustExist)
        {
            RequireFile(path);
        }

        return SqliteEventStore.Open(path, clock: clock);
    }

    // A wrong name is a mistake of the command line, not of the store.
    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"there is no store {path}; 'eventsinks publish --store FILE' and engines make one"));
        }
    }
}
