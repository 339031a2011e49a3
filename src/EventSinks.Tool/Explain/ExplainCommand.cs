using System.CommandLine;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Explain;

/// <summary><c>explain --store FILE EVENT</c>: the story of one event at each sink.</summary>
internal sealed class ExplainCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string> _event = new("EVENT") { Description = "The event: its id, or STACK:SEQUENCE." };
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "explain",
            StoreOptions.WithExamples(
                "Tells what became of one event at each sink of its stack: delivered, pending and what holds it up, given up and why, or not wanted. "
                + "Loads plug-ins to ask the stored declarations whether they want it. Delivers nothing.",
                "explain --store events.db 542407af-eb57-4758-aa95-f5dc67f67dcd",
                "explain --store events.db teststack:17"))
        {
            _event, _store, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var visit = console.VisitStore(parsed.GetRequiredValue(_store), console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var found = await new EventFinder(visit.Reader, console.Stopping).FindAsync(parsed.GetRequiredValue(_event)).ConfigureAwait(false);
        var stackId = found.Stack.Stack.Id;
        var letters = await ListAsync(visit.Reader.ReadDeadLettersAsync(stackId, console.Stopping)).ConfigureAwait(false);
        var attempts = await ListAsync(visit.Reader.ReadFailedAttemptsAsync(stackId, console.Stopping)).ConfigureAwait(false);
        var bindings = new StoredBindings(found.Stack, SinkHost.NewBuilder(console, _plugins.Choose(parsed)).BuildCatalog());
        var story = EventStory.Of(found, new SinkStories(found, letters, attempts, bindings).Tell());
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, story);
        }
        else
        {
            StoryPrinter.Write(console.Out, story);
        }

        return ExitCode.AllWell;
    }

    private static async Task<IReadOnlyList<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items.ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }
}
