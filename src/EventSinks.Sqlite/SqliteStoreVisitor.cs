using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>
/// Looks at a store that another process may own, pauses lanes and has events replayed; the owner comes to know of it within a second, and if
/// there is none, the next one does when it starts. Delivers nothing. Thread-safe.
/// </summary>
public sealed class SqliteStoreVisitor : IEventStoreReader, ILaneControl, IAsyncDisposable
{
    private readonly StoreFile _file;
    private readonly ReaderThread _reader;
    private readonly StoreReading _reading;
    private readonly TimeProvider _clock;
    private int _disposed;

    private SqliteStoreVisitor(StoreFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        _reader = new ReaderThread(file.Path, new Session(file.Open(SqliteOpenMode.ReadWrite)));
        _reading = new StoreReading(_reader);
    }

    /// <summary>Opens a store that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is used; null for the defaults.</param>
    /// <param name="clock">Gives the times of pauses; null for the system's.</param>
    /// <returns>The visitor, to be disposed.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names them all.</exception>
    /// <exception cref="EventStoreException">There is no such file, or it is no store; the message says so.</exception>
    public static SqliteStoreVisitor Open(string path, SqliteEventStoreOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SqliteEventStoreOptions();
        var wrong = string.Join(' ', options.Validate());
        if (wrong.Length > 0)
        {
            throw new ArgumentException(wrong, nameof(options));
        }

        var file = new StoreFile(path, options);
        try
        {
            return new SqliteStoreVisitor(file, clock ?? TimeProvider.System);
        }
        catch (SqliteException error)
        {
            throw StoreErrors.Of(file.Path, error);
        }
    }

    /// <summary>Says which program keeps the file, see <see cref="SqliteEventStoreOptions.Keeper"/>.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The program's name; null if nobody knows, because no engine has opened the file since it was of an older version.</returns>
    /// <exception cref="EventStoreException">The file could not be read.</exception>
    public async ValueTask<string?> ReadKeeperAsync(CancellationToken cancellationToken = default) => await _reader.ReadAsync(
        static session => StoreKeeper.Read(session.Connection, StoreSchema.Version), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) => _reading.ReadStacksAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        _reading.FindStackAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _reading.QueryAsync(query, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        _reading.ReadDeadLettersAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        _reading.ReadFailedAttemptsAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(
        string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default) =>
        await ChangeAsync(
            session => LaneChanges.SetPaused(session, StoreReads.FindStack(session, stackId), lane, paused, _clock.GetUtcNow().UtcTicks),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ChangeAsync(
            session => LaneChanges.Replay(session, StoreReads.FindStack(session, request.StackId), request), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the file back.</summary>
    /// <returns>When it is done.</returns>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _reader.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static void Undo(Session session)
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException error) when (error.SqliteErrorCode == 1)
        {
            // SQLite has rolled back by itself; what is told is why.
            _ = error;
        }
    }

    private Task<T> ChangeAsync<T>(Func<Session, T> change, CancellationToken cancellationToken) => _reader.ReadAsync(
        session =>
        {
            session.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = change(session);
                session.Execute("COMMIT");
                return result;
            }
            catch
            {
                Undo(session);
                throw;
            }
        },
        cancellationToken);
}
