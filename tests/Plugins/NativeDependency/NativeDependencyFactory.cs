using EventSinks;
using Microsoft.Data.Sqlite;
using Plugins.Shared;

namespace NativeDependency;

/// <summary>Says what a native library of its own answers.</summary>
[ExportEventSink("native-dependency")]
public sealed class NativeDependencyFactory : SilentFactory
{
    protected override string Place
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT 'sqlite ' || sqlite_version() || ' says ' || (20 + 22)";
            return (string)command.ExecuteScalar()!;
        }
    }
}
