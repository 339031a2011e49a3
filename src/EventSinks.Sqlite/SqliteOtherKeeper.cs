namespace EventSinks.Sqlite;

/// <summary>What becomes of a file that another program keeps, or of which nobody knows who keeps it although something is in it.</summary>
public enum SqliteOtherKeeper
{
    /// <summary>The file is this program's from now on: for engines, whose file it is by whatever name they run.</summary>
    TakeOver = 0,

    /// <summary>It is not opened, and nothing is written to it: <see cref="StoreKeptByAnotherException"/>.</summary>
    Refuse,

    /// <summary>It is opened, and its keeper stays.</summary>
    Leave,
}
