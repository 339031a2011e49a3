using EventSinks.Sqlite;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Stores;

/// <summary>Opens the SQLite files that <c>--store</c> names.</summary>
internal static class SqliteStores
{
    /// <summary>The name under which the tool keeps files.</summary>
    private const string Tool = "eventsinks";

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
    /// <param name="access">What is allowed.</param>
    /// <param name="clock">Gives the times of recording.</param>
    /// <exception cref="ToolException">There is no such file, or it is another program's; nothing has been written to it.</exception>
    public static OwnedStore Open(string path, StoreAccess access, TimeProvider clock)
    {
        if (access.MustExist)
        {
            RequireFile(path);
        }

        var options = new SqliteEventStoreOptions
        {
            Keeper = Tool,
            OtherKeeper = access.IsForced ? SqliteOtherKeeper.Leave : SqliteOtherKeeper.Refuse,
        };
        try
        {
            var store = SqliteEventStore.Open(path, options, clock);
            return new OwnedStore(store, store.Keeper == Tool ? null : NameOf(store.Keeper));
        }
        catch (StoreKeptByAnotherException error)
        {
            var program = NameOf(error.Keeper);
            throw new ToolException(
                ExitCode.WrongInput,
                Harmless.Line(
                    $"{path} is kept by {program}: start that program, and it delivers what waits. "
                    + "With --force this command delivers all the same, but as the tool: unredacted, with the credentials of this process, "
                    + "and not to the operator's sinks"),
                error);
        }
    }

    private static string NameOf(string? keeper) => keeper ?? "a program that the file does not name";

    // A wrong name is a mistake of the command line, not of the store.
    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"there is no store {path}; 'eventsinks publish --store FILE' and engines make one"));
        }
    }
}
