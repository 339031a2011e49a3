using System.CommandLine;
using EventSinks.Storage;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Lanes;

/// <summary><c>lanes pause</c> and <c>lanes resume</c>: stops sinks of a stack, or lets them go on.</summary>
/// <param name="console">The world around the tool.</param>
/// <param name="pauses">Whether it stops them.</param>
internal sealed class LanesPauseCommand(ToolConsole console, bool pauses)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string> _stack = StoreOptions.OneStack();
    private readonly Argument<string[]> _sinks = new("SINK")
    {
        Description = "The lanes: as 'lanes list' names them, or a destination that only one has. Default: all of the stack.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = pauses
            ? new Command("pause", StoreOptions.WithExamples(
                "Stops sinks of a stack. What is recorded meanwhile waits for them, and outlives restarts. An engine that delivers from the store stops within a second.",
                "lanes pause --store events.db teststack zaqar-queue:myqueue",
                "lanes pause --store events.db teststack"))
            : new Command("resume", StoreOptions.WithExamples(
                "Lets sinks of a stack go on with what has waited for them. An engine that delivers from the store goes on within a second.",
                "lanes resume --store events.db teststack zaqar-queue:myqueue",
                "lanes resume --store events.db teststack"));
        foreach (var argument in new Argument[] { _stack, _sinks })
        {
            command.Arguments.Add(argument);
        }

        command.Options.Add(_store);
        command.Options.Add(_json);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var visit = console.VisitStore(parsed.GetRequiredValue(_store), console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var stack = await StackFinder.FindAsync(visit.Reader, parsed.GetRequiredValue(_stack), console.Stopping).ConfigureAwait(false);
        if (stack.Lanes.Count == 0)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"stack {stack.Stack.Name} has no lanes to {(pauses ? "pause" : "resume")}"));
        }

        var lanes = await SetAsync(visit.Lanes, stack, parsed.GetValue(_sinks) ?? []).ConfigureAwait(false);
        var views = lanes.Select(lane => LaneView.Of(stack, lane));
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, views);
        }
        else
        {
            LaneView.Write(console.Out, views);
        }

        return ExitCode.AllWell;
    }

    private async Task<IReadOnlyList<StoredLane>> SetAsync(ILaneControl control, StoredStack stack, string[] words)
    {
        if (words.Length == 0)
        {
            return await control.SetPausedAsync(stack.Stack.Id, null, pauses, console.Stopping).ConfigureAwait(false);
        }

        // All are looked up before any is changed.
        var meant = LaneFinder.Find([.. stack.Lanes.Select(NamedLane.Of)], words, stack.Stack.Name);
        List<StoredLane> lanes = [];
        foreach (var lane in meant)
        {
            lanes.AddRange(await control.SetPausedAsync(stack.Stack.Id, lane.Lane.Key, pauses, console.Stopping).ConfigureAwait(false));
        }

        return lanes;
    }
}
