using EventSinks.Sqlite;
using EventSinks.Storage;

// Where every host looks for it.
namespace EventSinks;

/// <summary>Keeps an engine's events in an SQLite file.</summary>
public static class SqliteStackEventsBuilderExtensions
{
    /// <summary>
    /// Keeps events, lanes and cursors in one file, which is made if it is not there. Building opens it, and throws
    /// <see cref="EventStoreException"/> if it cannot be used or another process has it.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file, relative to the current folder of the process; its folder must be there.</param>
    /// <param name="options">How the file is used; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static StackEventsBuilder UseSqlite(this StackEventsBuilder builder, string path, SqliteEventStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseStore(() => SqliteEventStore.Open(path, options, builder.Clock));
    }
}
