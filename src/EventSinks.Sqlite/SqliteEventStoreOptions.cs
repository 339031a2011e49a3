using System.Reflection;

namespace EventSinks.Sqlite;

/// <summary>How the store uses its file. Immutable.</summary>
public sealed record SqliteEventStoreOptions
{
    private const int LongestKeeper = 100;

    private static readonly string Program = NameProgram();

    /// <summary>
    /// Gets the name of the program that keeps the file: it alone has the credentials, the redactor and the operator's sinks that the file's
    /// events are delivered with. The file remembers it, so that a tool leaves the file of an engine alone. 1 to 100 characters, no control
    /// characters.
    /// </summary>
    /// <value>The default is the name of the process's entry assembly. The <c>eventsinks</c> tool is called <c>eventsinks</c>.</value>
    public string Keeper { get; init; } = Program;

    /// <summary>
    /// Gets what becomes of a file that another program keeps, or of which nobody knows who keeps it although something is in it. Without
    /// effect on <see cref="SqliteStoreVisitor"/>, which may look at any file.
    /// </summary>
    /// <value>The default is <see cref="SqliteOtherKeeper.TakeOver"/>: the file is this program's from now on.</value>
    public SqliteOtherKeeper OtherKeeper { get; init; }

    /// <summary>Gets when a commit is on the disk.</summary>
    /// <value>The default is <see cref="SqliteSynchronous.Full"/>: before its publishers go on.</value>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>Gets the most events and other changes that are committed together; 1 to 100,000.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxChangesPerCommit { get; init; } = 1_000;

    /// <summary>
    /// Gets how long a commit waits for a transaction of somebody else on the same file: of the engine, or of a tool; 1 second to 1 hour.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Keeper) || Keeper.Length > LongestKeeper || Keeper.Any(char.IsControl))
        {
            yield return $"{nameof(Keeper)} is the name of a program, 1 to {LongestKeeper} characters without control characters, but is another text.";
        }

        if (!Enum.IsDefined(OtherKeeper))
        {
            yield return $"{nameof(OtherKeeper)} is TakeOver, Refuse or Leave, but is {OtherKeeper}.";
        }

        if (!Enum.IsDefined(Synchronous))
        {
            yield return $"{nameof(Synchronous)} is Full or Normal, but is {Synchronous}.";
        }

        if (MaxChangesPerCommit is < 1 or > 100_000)
        {
            yield return $"{nameof(MaxChangesPerCommit)} is 1 to 100,000, but is {MaxChangesPerCommit}.";
        }

        if (BusyTimeout < TimeSpan.FromSeconds(1) || BusyTimeout > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(BusyTimeout)} is from 1 second to 1 hour, but is {BusyTimeout}.";
        }
    }

    // A program that the runtime was put into by another one has no entry assembly.
    private static string NameProgram()
    {
        var name = Assembly.GetEntryAssembly()?.GetName().Name is { Length: > 0 } assembly ? assembly : AppDomain.CurrentDomain.FriendlyName;
        return name.Length > LongestKeeper ? name[..LongestKeeper] : name;
    }
}
