using System.Collections.Concurrent;
using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>A thread that reads, on a connection of its own. Long lists come in pages, so that none keeps the others waiting for long. Thread-safe.</summary>
internal sealed class ReaderThread : IDisposable
{
    private readonly BlockingCollection<Action<Session>> _waiting = [];
    private readonly string _path;
    private readonly Session _session;
    private readonly Thread _thread;

    public ReaderThread(string path, Session session)
    {
        _path = path;
        _session = session;
        _thread = new Thread(Run) { IsBackground = true, Name = "EventSinks SQLite reader" };
        _thread.UnsafeStart();
    }

    /// <summary>Reads something.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it, on the thread.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="EventStoreException">It could not be read, or the store is closed.</exception>
    public Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _waiting.Add(
                session =>
                {
                    if (cancellationToken.IsCancellationRequested)
                    {
                        done.TrySetCanceled(cancellationToken);
                        return;
                    }

                    try
                    {
                        done.TrySetResult(read(session));
                    }
                    catch (Exception error)
                    {
                        done.TrySetException(StoreErrors.Of(_path, error));
                    }
                },
                CancellationToken.None);
        }
        catch (Exception error) when (error is InvalidOperationException or ObjectDisposedException)
        {
            return Task.FromException<T>(new EventStoreException("The store is closed.", error));
        }

        return done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Says in words what went wrong.</summary>
    public EventStoreException Describe(Exception error) => StoreErrors.Of(_path, error);

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
        _session.Dispose();
    }

    private void Run()
    {
        foreach (var read in _waiting.GetConsumingEnumerable())
        {
            read(_session);
        }
    }
}
