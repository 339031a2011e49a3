using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EventSinks.Storage;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Replay;

/// <summary><c>replay --store FILE STACK</c>: has events delivered once more, with the same ids, on lanes of their own.</summary>
internal sealed class ReplayCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Argument<string> _stack = StoreOptions.OneStack();
    private readonly Option<string[]> _sinks = new("--sink")
    {
        HelpName = "NAME",
        Description = "Only to this sink: as 'lanes list' names it, or a destination that only one has. May be repeated. Default: every sink.",
    };

    private readonly Option<long?> _from = new("--from") { HelpName = "SEQ", Description = "From this sequence on. Default: everything that the store still has." };
    private readonly Option<string?> _since = new("--since") { HelpName = "TIME", Description = "What was recorded at this time or later, for example 2026-11-22T08:00:00Z; UTC if it does not say." };
    private readonly Option<bool> _deadLetters = new("--dead-letters") { Description = "Only what each sink has given up; what arrives now is no dead letter any longer." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be delivered, and change nothing." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "replay",
            StoreOptions.WithExamples(
                "Has events of a stack delivered once more, with the same ids, in order and beside what is delivered anyway. "
                + "A process that has the store open begins within a second; if there is none, 'eventsinks drain' delivers.",
                "replay --store events.db teststack --dead-letters",
                "replay --store events.db teststack --sink zaqar-queue:myqueue --from 120",
                "replay --store events.db teststack --since 2026-11-22T08:00:00Z --dry-run"))
        {
            _stack, _store, _sinks, _from, _since, _deadLetters, _dryRun, _json,
        };
        command.Validators.Add(CheckWhere);
        command.SetAction(RunAsync);
        return command;
    }

    private void CheckWhere(CommandResult result)
    {
        var given = new Option[] { _from, _since, _deadLetters }.Where(option => result.GetResult(option) is { Implicit: false }).ToArray();
        if (given.Length > 1)
        {
            result.AddError($"Give one of {string.Join(" and ", given.Select(static option => option.Name))}.");
        }

        if (result.GetResult(_from) is { Tokens: [var from] } && long.TryParse(from.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var sequence) && sequence < 1)
        {
            result.AddError($"--from is a sequence, at least 1, but is {sequence}.");
        }

        if (result.GetResult(_since) is { Tokens: [var since] } && ParseTime(since.Value) is null)
        {
            result.AddError($"--since is a time such as 2026-11-22T08:00:00Z, but is {since.Value}.");
        }
    }

    private static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_store);
        var visit = console.VisitStore(path, console.Clock);
        await using var closing = visit.ConfigureAwait(false);
        var stack = await StackFinder.FindAsync(visit.Reader, parsed.GetRequiredValue(_stack), console.Stopping).ConfigureAwait(false);
        NamedLane[] declared = [.. stack.Lanes.Select(NamedLane.Of).Where(static lane => lane.IsDeclared)];
        if (declared.Length == 0)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"stack {stack.Stack.Name} {(stack.IsClosed ? "is closed" : "has no sinks")}; there is nobody to replay for"));
        }

        List<ReplayedLane> replayed = [];
        foreach (var lane in LaneFinder.Find(declared, parsed.GetValue(_sinks) ?? [], stack.Stack.Name))
        {
            var request = NewRequest(parsed, stack, lane);
            var plan = await ReplayPlan.FindAsync(visit.Reader, stack, lane, request, console.Stopping).ConfigureAwait(false);
            replayed.Add(plan.Events == 0 || parsed.GetValue(_dryRun) ? plan : await StartAsync(visit.Lanes, request, plan).ConfigureAwait(false));
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, new { DryRun = parsed.GetValue(_dryRun), Lanes = replayed });
        }
        else
        {
            Print(replayed, parsed.GetValue(_dryRun), path);
        }

        return ExitCode.AllWell;
    }

    private ReplayRequest NewRequest(ParseResult parsed, StoredStack stack, NamedLane lane) => new(stack.Stack.Id, lane.Lane.Key)
    {
        FromSequence = parsed.GetValue(_from) ?? 1,
        From = parsed.GetValue(_since) is { } since ? ParseTime(since) : null,
        Source = parsed.GetValue(_deadLetters) ? LaneSource.DeadLetters : LaneSource.Events,
    };

    // What was there when it was planned may have been purged, or delivered, since.
    private async Task<ReplayedLane> StartAsync(ILaneControl control, ReplayRequest request, ReplayedLane plan) =>
        await control.ReplayAsync(request, console.Stopping).ConfigureAwait(false) is { } lane
            ? plan with
            {
                Events = request.Source is LaneSource.Events ? lane.End!.Value - lane.Start : plan.Events,
                First = lane.Start + 1,
                Last = lane.End,
                Lane = lane.Key.ToString(),
            }
            : plan with { Events = 0, First = null, Last = null };

    private void Print(IReadOnlyList<ReplayedLane> replayed, bool isDryRun, string path)
    {
        var table = new TextTable("SINK", isDryRun ? "WOULD DELIVER" : "DELIVERS", "SEQUENCES", "LANE");
        foreach (var lane in replayed)
        {
            table.Add(
                lane.Name,
                lane.Events == 0 ? "nothing" : Words.Count(lane.Events, lane.Source is LaneSource.DeadLetters ? "dead letter" : "event"),
                lane.First is { } first ? $"{first} to {lane.Last}" : null,
                lane.Lane);
        }

        table.Write(console.Out);
        if (replayed.Any(static lane => lane.Lane is not null))
        {
            console.Out.WriteLine();
            console.Out.WriteLine(Harmless.Line($"A process that has {path} open begins within a second; if there is none, start it, or deliver with 'eventsinks drain --store {path}' if the file is the tool's own."));
        }
    }
}
