using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

/// <summary>Opens the SQLite files that <c>--store</c> names.</summary>
internal static class SqliteStores
{
    public static StoreVisit Visit(string path) => throw new EventStoreException($"{path}: there is no SQLite store yet");

    public static IEventStore Open(string path, bool mustExist) => throw new EventStoreException($"{path}: there is no SQLite store yet");
}
