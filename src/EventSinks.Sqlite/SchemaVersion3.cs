namespace EventSinks.Sqlite;

/// <summary>What version 3 adds: the program that keeps the file. Nobody knows it of a file that is older, until that program opens it again.</summary>
internal static class SchemaVersion3
{
    public const string Sql = "ALTER TABLE es_store ADD COLUMN keeper TEXT;";
}
