namespace EventSinks.Sqlite;

/// <summary>How the store uses its file. Immutable.</summary>
public sealed record SqliteEventStoreOptions
{
    /// <summary>Gets when a commit is on the disk.</summary>
    /// <value>The default is <see cref="SqliteSynchronous.Full"/>: before its publishers go on.</value>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>Gets the most events and other changes that are committed together; 1 to 100,000.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxChangesPerCommit { get; init; } = 1_000;

    /// <summary>
    /// Gets how long a commit waits for a transaction of somebody else on the same file: of the engine, or of a tool; 1 second to 1 hour.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal IEnumerable<string> Validate()
    {
        if (!Enum.IsDefined(Synchronous))
        {
            yield return $"{nameof(Synchronous)} is Full or Normal, but is {Synchronous}.";
        }

        if (MaxChangesPerCommit is < 1 or > 100_000)
        {
            yield return $"{nameof(MaxChangesPerCommit)} is 1 to 100,000, but is {MaxChangesPerCommit}.";
        }

        if (BusyTimeout < TimeSpan.FromSeconds(1) || BusyTimeout > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(BusyTimeout)} is from 1 second to 1 hour, but is {BusyTimeout}.";
        }
    }
}
