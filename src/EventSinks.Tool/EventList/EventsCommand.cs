using System.CommandLine;
using System.CommandLine.Parsing;
using EventSinks.Storage;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.EventList;

/// <summary><c>events --store FILE [STACK]</c>: lists the events of a store as Heat's own client does, and follows them.</summary>
internal sealed class EventsCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string?> _stack = StoreOptions.AnyStack("The stack: its id, or its name if no other stack has it. Default: all stacks.");
    private readonly EventFilterOptions _filter = new();
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what is recorded from now on; Ctrl-C ends it." };
    private readonly Option<double> _interval = CommonOptions.Seconds("--interval", 1, "How long to wait between two looks while following.");
    private readonly Option<EventFormat> _format = new Option<EventFormat>("--format")
    {
        Description = "log: as openstack stack event list shows events; json: each event's body on one line, as publish reads it; table.",
        DefaultValueFactory = static _ => EventFormat.Log,
    };

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    public Command Build()
    {
        var command = new Command(
            "events",
            StoreOptions.WithExamples(
                "Lists the events of a store as Heat's event list does, also while an engine writes to it. Several values of one filter are alternatives.",
                "events --store events.db teststack --status FAILED",
                "events --store events.db teststack --nested --follow",
                "events --store events.db --sort event-time --desc --limit 20 --format table",
                "events --store events.db teststack --format json | eventsinks publish -e prod.yaml"))
        {
            _stack, _store, _follow, _interval, _format, _json,
        };
        _filter.AddTo(command);
        command.Validators.Add(RefuseWhatCannotBeFollowed);
        command.SetAction(RunAsync);
        return command;
    }

    private void RefuseWhatCannotBeFollowed(CommandResult result)
    {
        if (!result.GetValue(_follow))
        {
            return;
        }

        if (_filter.IsSorted(result))
        {
            result.AddError("--follow gives events in the order of recording; leave out --sort and --desc.");
        }

        if (result.GetResult(_format) is { Implicit: false } && result.GetValue(_format) is EventFormat.Table)
        {
            result.AddError("--follow writes lines; choose --format log or json.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var visit = console.VisitStore(parsed.GetRequiredValue(_store), console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var stack = parsed.GetValue(_stack) is { } word ? await StackFinder.FindAsync(visit.Reader, word, console.Stopping).ConfigureAwait(false) : null;
        var query = _filter.Read(parsed) with { StackId = stack?.Stack.Id };
        await CheckMarkerAsync(visit.Reader, query.Marker).ConfigureAwait(false);

        var writer = new EventWriter(console.Out, parsed.GetValue(_json) ? EventFormat.Json : parsed.GetValue(_format));
        if (parsed.GetValue(_follow))
        {
            await FollowAsync(visit.Reader, query, TimeSpan.FromSeconds(parsed.GetValue(_interval)), writer).ConfigureAwait(false);
            return ExitCode.AllWell;
        }

        await foreach (var recorded in visit.Reader.QueryAsync(query, console.Stopping).ConfigureAwait(false))
        {
            await writer.WriteAsync(recorded).ConfigureAwait(false);
        }

        writer.End();
        return ExitCode.AllWell;
    }

    private async Task FollowAsync(IEventStoreReader reader, EventQuery query, TimeSpan interval, EventWriter writer)
    {
        var left = query.Limit;
        var follower = new EventFollower(reader, query, interval, console);
        try
        {
            await foreach (var recorded in follower.FollowAsync(console.Stopping).ConfigureAwait(false))
            {
                await writer.WriteAsync(recorded).ConfigureAwait(false);
                if (--left == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
        {
            // That is how following ends.
        }
    }

    // A marker that is not known is not heeded, as in Heat; a person should know.
    private async Task CheckMarkerAsync(IEventStoreReader reader, Guid? marker)
    {
        if (marker is null)
        {
            return;
        }

        await foreach (var known in reader.QueryAsync(new EventQuery { EventId = marker, Limit = 1 }, console.Stopping).ConfigureAwait(false))
        {
            return;
        }

        console.Complain($"eventsinks: the store has no event {marker} (any more); listing from the beginning");
    }
}
