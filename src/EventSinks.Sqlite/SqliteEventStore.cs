using System.Data.Common;
using System.Runtime.CompilerServices;
using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>
/// Keeps events, lanes and cursors in one SQLite file. What is recorded survives the process; with <see cref="SqliteSynchronous.Full"/> also
/// a loss of power. One process owns a file; others look at it with <see cref="SqliteStoreVisitor"/>. Thread-safe.
/// </summary>
public sealed class SqliteEventStore : ITransactionalEventStore
{
    private readonly StoreFile _file;
    private readonly OwnerLock _lock;
    private readonly long _epoch;
    private readonly WriterThread _writer;
    private readonly ReaderThread _reader;

    // What people ask for may take long, and deliveries do not wait for it.
    private readonly ReaderThread _lists;
    private readonly StoreReading _reading;
    private readonly StoreReading _listing;
    private readonly TimeProvider _clock;

    // As SQLite names the file, with every link on the way resolved.
    private readonly string _dataSource;
    private int _disposed;

    private SqliteEventStore(StoreFile file, OwnerLock ownerLock, SqliteEventStoreOptions options, TimeProvider clock)
    {
        _file = file;
        _lock = ownerLock;
        _clock = clock;
        (var connection, _epoch, Keeper) = file.OpenAsOwner();
        _dataSource = connection.DataSource;
        SqliteConnection? reading = null;
        try
        {
            reading = file.Open(SqliteOpenMode.ReadOnly);
            _lists = new ReaderThread(file.Path, new Session(file.Open(SqliteOpenMode.ReadOnly)));
        }
        catch
        {
            reading?.Dispose();
            connection.Dispose();
            throw;
        }

        _reader = new ReaderThread(file.Path, new Session(reading));
        _reading = new StoreReading(_reader);
        _listing = new StoreReading(_lists);
        _writer = new WriterThread(new WriteTransaction(file, new Session(connection), _epoch, clock), options.MaxChangesPerCommit);
    }

    /// <inheritdoc />
    public bool IsDurable => true;

    /// <summary>Gets the file, as a full path.</summary>
    public string Path => _file.Path;

    /// <summary>Gets the name of the program that keeps the file, see <see cref="SqliteEventStoreOptions.Keeper"/>.</summary>
    /// <value>Null if nobody knows: the file is of an older version, and was opened with <see cref="SqliteOtherKeeper.Leave"/>.</value>
    public string? Keeper { get; }

    /// <summary>Opens a store as its owner; makes it if it is not there, and brings an older one up to date.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="options">How it is used; null for the defaults.</param>
    /// <param name="clock">Gives the times of recording; null for the system's.</param>
    /// <returns>The store, to be disposed.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names them all.</exception>
    /// <exception cref="StoreKeptByAnotherException">
    /// Another program keeps it, and <see cref="SqliteEventStoreOptions.OtherKeeper"/> refuses that.
    /// </exception>
    /// <exception cref="EventStoreException">It cannot be opened, or another process owns it; the message says why and what to do.</exception>
    public static SqliteEventStore Open(string path, SqliteEventStoreOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SqliteEventStoreOptions();
        var wrong = string.Join(' ', options.Validate());
        if (wrong.Length > 0)
        {
            throw new ArgumentException(wrong, nameof(options));
        }

        var file = new StoreFile(path, options);
        OwnerLock? ownerLock = null;
        try
        {
            // First without the lock: whose file it is matters more than which process has it. It counts once more under the lock.
            file.CheckKeeper();
            ownerLock = OwnerLock.Take(file.Path, file.DescribeOwner);
            return new SqliteEventStore(file, ownerLock, options, clock ?? TimeProvider.System);
        }
        catch (Exception error) when (error is SqliteException or EventStoreException)
        {
            ownerLock?.Dispose();
            throw StoreErrors.Of(file.Path, error);
        }
    }

    /// <inheritdoc />
    public async ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var (row, lanes) = await WriteAsync(writer => StackChanges.Open(writer, registration), cancellationToken).ConfigureAwait(false);
        return new StackOpening(LogOf(row.Stack.Id, row.Id), row.Head, lanes, _epoch);
    }

    /// <inheritdoc />
    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) =>
        WriteAsync(writer => StackChanges.Close(writer, stackId), cancellationToken);

    /// <inheritdoc />
    public async ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken) =>
        await WriteAsync(writer => Done(() => StackChanges.Remove(writer, stackId)), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        await WriteAsync(writer => Done(() => Settlements.Settle(writer, settlements)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        await foreach (var (id, stored) in _reading.ReadLiveAsync(partitions, cancellationToken).ConfigureAwait(false))
        {
            yield return new LoadedStack(stored, LogOf(stored.Stack.Id, id), _epoch);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<LoadedStack> TakeChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nearly always there is nothing, and a look costs the writer nothing.
        if (await _reader.ReadAsync(static session => session.Scalar("SELECT max(id) FROM es_changes"), cancellationToken).ConfigureAwait(false) is not long last)
        {
            yield break;
        }

        var changed = await _reader.ReadAsync(session => StoreReads.ChangedStacks(session, last), cancellationToken).ConfigureAwait(false);
        var stacks = _reading.ReadAsync(changed, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposing = stacks.ConfigureAwait(false);
        StacksUnreadableException? damage = null;
        while (damage is null && await NextAsync().ConfigureAwait(false))
        {
            var (id, stored) = stacks.Current;
            yield return new LoadedStack(stored, LogOf(stored.Stack.Id, id), _epoch);
        }

        // Only now, and only what was seen: what cannot be taken over this time comes again. What is damaged would do so for ever.
        await WriteAsync(writer => writer.Session.Execute("DELETE FROM es_changes WHERE id <= $1", last), cancellationToken).ConfigureAwait(false);
        if (damage is not null)
        {
            throw damage;
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await stacks.MoveNextAsync().ConfigureAwait(false);
            }
            catch (StacksUnreadableException error)
            {
                damage = error;
                return false;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<long> AppendAsync(StackEvent e, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(transaction);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(ForeignAppend.Run(_dataSource, transaction, e, _clock));
        }
        catch (SqliteException error)
        {
            return ValueTask.FromException<long>(StoreErrors.Of(_file.Path, error));
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) => _listing.ReadStacksAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        _reading.FindStackAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _listing.QueryAsync(query, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        _listing.ReadDeadLettersAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        _listing.ReadFailedAttemptsAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(
        string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default) =>
        WriteAsync(writer => LaneChanges.SetPaused(writer.Session, writer.FindRow(stackId), lane, paused, writer.Now), cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WriteAsync(writer => LaneChanges.Replay(writer.Session, writer.FindRow(request.StackId), request), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new StorePurge(_writer, _reader, policy, _clock).RunAsync(cancellationToken);
    }

    /// <summary>Commits what is waiting to be committed, and gives the file back.</summary>
    /// <returns>When it is done.</returns>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // The one that writes comes last: as the last to close, it puts everything into the one file.
            _lists.Dispose();
            _reader.Dispose();
            _writer.Dispose();
            _lock.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static bool Done(Action change)
    {
        change();
        return true;
    }

    private SqliteStackLog LogOf(string stackId, long stack) => new(stackId, stack, _writer, _reader);

    private async ValueTask<T> WriteAsync<T>(Func<WriteTransaction, T> change, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(change);
        _writer.Post(request);
        return await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
