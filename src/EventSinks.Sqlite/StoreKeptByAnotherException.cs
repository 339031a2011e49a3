using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>A store is another program's, and was to be opened only if it is not. Nothing has been written to it.</summary>
public sealed class StoreKeptByAnotherException : EventStoreException
{
    internal StoreKeptByAnotherException(string path, string? keeper)
        : base($"The store {path} is kept by {keeper ?? "a program that nobody knows"}; start that one, and it delivers what waits.") => Keeper = keeper;

    /// <summary>Gets the name of the program; null if the file does not say, because it is of an older version.</summary>
    public string? Keeper { get; }
}
