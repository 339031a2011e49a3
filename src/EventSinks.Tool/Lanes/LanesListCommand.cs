using System.CommandLine;
using EventSinks.Storage;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Lanes;

/// <summary><c>lanes list --store FILE STACK</c>: the lanes of a stack, as the other commands name them.</summary>
internal sealed class LanesListCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string> _stack = StoreOptions.OneStack();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "list",
            StoreOptions.WithExamples("Lists the lanes of a stack: one for each sink, and one for each replay under way.", "lanes list --store events.db teststack"))
        {
            _stack, _store, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var visit = console.VisitStore(parsed.GetRequiredValue(_store), console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var stack = await StackFinder.FindAsync(visit.Reader, parsed.GetRequiredValue(_stack), console.Stopping).ConfigureAwait(false);
        LaneView[] lanes = [.. stack.Lanes.Select(lane => LaneView.Of(stack, lane))];
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, lanes);
        }
        else
        {
            Print(stack, lanes);
        }

        return ExitCode.AllWell;
    }

    private void Print(StoredStack stack, LaneView[] lanes)
    {
        if (lanes.Length == 0)
        {
            console.Out.WriteLine(Harmless.Line($"Stack {stack.Stack.Name} has no lanes{(stack.IsClosed ? " any more: it is closed, and everything is settled" : "")}."));
            return;
        }

        LaneView.Write(console.Out, lanes);
    }
}
