namespace EventSinks.Sqlite;

/// <summary>When a commit is on the disk (SQLite's <c>PRAGMA synchronous</c>).</summary>
public enum SqliteSynchronous
{
    /// <summary>Before its publishers go on: it survives a loss of power.</summary>
    Full = 0,

    /// <summary>A little later: it survives the end of the process, and after a loss of power the last commits may be missing.</summary>
    Normal,
}
