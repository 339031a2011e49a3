using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>The one statement of the hot path: records an event. Used by one thread.</summary>
internal sealed class EventInsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _values;

    public EventInsert(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = """
            INSERT INTO es_events (stack, sequence, recorded_at, event_id, event_time, resource_name, resource_type, action, status, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
        _values = [.. Enumerable.Range(1, 10).Select(static i => new SqliteParameter { ParameterName = $"${i}" })];
        _command.Parameters.AddRange(_values);
    }

    public void Run(long stack, long sequence, long recordedAt, StackEvent e, byte[] body, byte[] eventId)
    {
        _values[0].Value = stack;
        _values[1].Value = sequence;
        _values[2].Value = recordedAt;
        _values[3].Value = eventId;
        _values[4].Value = e.Timestamp.UtcTicks;
        _values[5].Value = e.ResourceName;
        _values[6].Value = (object?)e.ResourceType ?? DBNull.Value;
        _values[7].Value = e.ResourceAction;
        _values[8].Value = e.ResourceStatus;
        _values[9].Value = body;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
