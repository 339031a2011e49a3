using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>A connection and the statements that were prepared on it. Used by one thread at a time.</summary>
internal sealed class Session(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="values">Their values.</param>
    /// <returns>How many rows it has changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar();

    public SqliteDataReader Read(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values) =>
        List(Find(sql, values.Length), map, values);

    /// <summary>Runs a statement whose text is made for the occasion: it is not kept, since there is no end to such texts.</summary>
    public List<T> ListOnce<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values.Length);
        return List(command, map, values);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        Connection.Dispose();
    }

    private static List<T> List<T>(SqliteCommand command, Func<SqliteDataReader, T> map, ReadOnlySpan<object?> values)
    {
        using var reader = Bind(command, values).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private static SqliteCommand Bind(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values) => Bind(Find(sql, values.Length), values);

    private SqliteCommand Find(string sql, int values) =>
        _commands.TryGetValue(sql, out var command) ? command : _commands[sql] = Prepare(sql, values);

    private SqliteCommand Prepare(string sql, int values)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= values; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }
}
