using EventSinks.Benchmarks.Harness;
using Microsoft.Data.Sqlite;

namespace EventSinks.Benchmarks.Storing;

/// <summary>The floor: one prepared insert with the store's columns, so many to a transaction, and nothing else.</summary>
internal sealed class BareSqliteCandidate : Candidate, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly int _eventsPerTransaction;
    private readonly StackEvent _event = SampleEvents.Of(SampleEvents.Stack(1));
    private readonly byte[] _body;
    private readonly byte[] _id;
    private long _sequence;

    public BareSqliteCandidate(string name, string path, int eventsPerTransaction)
        : base(name)
    {
        _eventsPerTransaction = eventsPerTransaction;
        _body = _event.ToUtf8Json().ToArray();
        _id = _event.Id.ToByteArray();
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("""
            CREATE TABLE events (id INTEGER PRIMARY KEY, stack INTEGER, sequence INTEGER, recorded_at INTEGER, event_id BLOB, event_time INTEGER,
                resource_name TEXT, resource_type TEXT, action TEXT, status TEXT, body BLOB) STRICT
            """);
        Execute("CREATE UNIQUE INDEX events_by_stack ON events (stack, sequence)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO events (stack, sequence, recorded_at, event_id, event_time, resource_name, resource_type, action, status, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
        for (var i = 1; i <= 10; i++)
        {
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }
    }

    public override Sample Run(int times)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var left = times; left > 0; left -= _eventsPerTransaction)
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            for (var i = Math.Min(left, _eventsPerTransaction); i > 0; i--)
            {
                Insert();
            }

            transaction.Commit();
        }

        return new Sample(TimeProvider.System.GetElapsedTime(started));
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Insert()
    {
        object[] values =
        [
            1L, ++_sequence, DateTimeOffset.UnixEpoch.UtcTicks, _id, _event.Timestamp.UtcTicks, _event.ResourceName, _event.ResourceType!,
            _event.ResourceAction, _event.ResourceStatus, _body,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            _insert.Parameters[i].Value = values[i];
        }

        _insert.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
