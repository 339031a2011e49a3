using System.CommandLine;

namespace EventSinks.Tool.Stores;

/// <summary>What commands on a store are told on the command line.</summary>
internal static class StoreOptions
{
    private const string Stack = "STACK";

    public static Option<string> Store() => new("--store") { HelpName = "FILE", Required = true, Description = "The store: an SQLite file." };

    public static Option<bool> Force() => new("--force")
    {
        Description = "Deliver also from a store that another program keeps, without what that program knows: events go out unredacted, with the "
            + "credentials of this process. The operator's sinks are left as they are, nothing is purged, and the store stays that program's.",
    };

    public static Argument<string> OneStack() => new(Stack) { Description = "The stack: its id, or its name if no other stack has it." };

    public static Argument<string?> AnyStack(string description) =>
        new(Stack) { Description = description, Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = static _ => null };

    /// <summary>Gives a command's description with examples under it.</summary>
    public static string WithExamples(string description, params IEnumerable<string> examples) =>
        $"{description}\n\nExamples:\n{string.Join('\n', examples.Select(static example => $"  eventsinks {example}"))}";
}
