using System.CommandLine;
using EventSinks.Storage;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Deliveries;

/// <summary><c>deliveries --store FILE [STACK]</c>: what became of the events of each stack at each of its sinks.</summary>
internal sealed class DeliveriesCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string?> _stack = StoreOptions.AnyStack("The stack: its id, or its name if no other stack has it. Default: all stacks.");
    private readonly Option<bool> _all = new("--all") { Description = "Show the stacks of which everything has arrived, too." };
    private readonly Option<bool> _deadLetters = new("--dead-letters") { Description = "List the events that sinks have given up, with the reason." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "deliveries",
            StoreOptions.WithExamples(
                "Shows what became of the events of a store at each sink, also while an engine delivers from it. Without STACK and --all: "
                + "the stacks of which something is pending, was given up or dropped, or has a sink that is not healthy.",
                "deliveries --store events.db",
                "deliveries --store events.db teststack",
                "deliveries --store events.db teststack --dead-letters"))
        {
            _stack, _store, _all, _deadLetters, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var visit = console.VisitStore(parsed.GetRequiredValue(_store), console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var stacks = parsed.GetValue(_stack) is { } word
            ? new[] { await StackFinder.FindAsync(visit.Reader, word, console.Stopping).ConfigureAwait(false) }.ToAsyncEnumerable()
            : visit.Reader.ReadStacksAsync(console.Stopping);
        var isJson = parsed.GetValue(_json);
        if (parsed.GetValue(_deadLetters))
        {
            await ShowDeadLettersAsync(visit.Reader, stacks, isJson).ConfigureAwait(false);
        }
        else
        {
            await ShowStacksAsync(visit.Reader, stacks, parsed.GetValue(_all) || parsed.GetValue(_stack) is not null, isJson).ConfigureAwait(false);
        }

        return ExitCode.AllWell;
    }

    private async Task ShowStacksAsync(IEventStoreReader reader, IAsyncEnumerable<StoredStack> stacks, bool showsAll, bool isJson)
    {
        List<StackView> shown = [];
        long quiet = 0;
        await foreach (var stack in stacks.ConfigureAwait(false))
        {
            var view = await StackView.OfAsync(stack, reader, console.Clock, console.Stopping).ConfigureAwait(false);
            if (showsAll || view.NeedsALook)
            {
                shown.Add(view);
            }
            else
            {
                quiet++;
            }
        }

        if (isJson)
        {
            JsonOutput.Write(console.Out, shown);
            return;
        }

        Print(shown, quiet);
    }

    private void Print(List<StackView> shown, long quiet)
    {
        foreach (var stack in shown)
        {
            DeliveriesPrinter.Write(console.Out, stack);
            console.Out.WriteLine();
        }

        if (quiet > 0)
        {
            console.Out.WriteLine($"Of {Words.Count(quiet, shown.Count > 0 ? "other stack" : "stack")} everything has arrived; --all shows {(quiet == 1 ? "it" : "them")}.");
        }
        else if (shown.Count == 0)
        {
            console.Out.WriteLine("No stack is open, and none has anything left to deliver.");
        }
    }

    private async Task ShowDeadLettersAsync(IEventStoreReader reader, IAsyncEnumerable<StoredStack> stacks, bool isJson)
    {
        List<DeadLetterView> letters = [];
        await foreach (var stack in stacks.ConfigureAwait(false))
        {
            await foreach (var letter in reader.ReadDeadLettersAsync(stack.Stack.Id, console.Stopping).ConfigureAwait(false))
            {
                letters.Add(DeadLetterView.Of(stack, letter));
            }
        }

        if (isJson)
        {
            JsonOutput.Write(console.Out, letters);
        }
        else
        {
            DeliveriesPrinter.Write(console.Out, letters);
        }
    }
}
