using System.CommandLine;
using EventSinks.Tool.Env;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Publish;

/// <summary><c>publish -e FILE [EVENTS]</c>: delivers the events of a file, or of another program, through an environment's sinks.</summary>
internal sealed class PublishCommand(ToolConsole console)
{
    private const string StandardInput = "-";

    private readonly Argument<string> _input = new("EVENTS")
    {
        Description = "Events as Heat writes them, one on a line: a file, or - for the standard input.",
        DefaultValueFactory = _ => StandardInput,
    };

    private readonly Option<string[]> _environments = CommonOptions.Environments();
    private readonly Option<string?> _project = CommonOptions.Project("The project that owns the stacks. Default: OS_PROJECT_ID.");
    private readonly Option<double> _timeout = CommonOptions.Seconds(
        "--timeout", 600, "How long to wait for sinks: each time there is no room for more events, and at the end until all are delivered.");

    private readonly Option<string?> _store = new("--store")
    {
        HelpName = "FILE",
        Description = "Record events in this store, an SQLite file that is made if it is not there, and deliver from it: "
            + "nothing that is recorded is lost. Default: in memory.",
    };

    private readonly Option<bool> _force = StoreOptions.Force();
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "publish",
            StoreOptions.WithExamples(
                "Publishes events through an environment's sinks, waits until they are delivered and reports. "
                + "Lines that are no events are named on the standard error and left out. "
                + "Ctrl-C ends reading and delivers what was read, or leaves it in the store; a second one ends at once. "
                + "With a store, what earlier runs have left in it is delivered, too. A store that another program keeps is refused, with exit code 1.",
                "publish -e prod.yaml events.jsonl",
                "publish -e prod.yaml --store events.db events.jsonl"))
        {
            _input, _environments, _store, _force, _project, _timeout, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static string Describe(EventFeed feed, IReadOnlyList<SinkTotal> totals) =>
        $"{feed.Counts.Published} published; "
        + string.Join("; ", totals.Select(static sink => $"{sink.Name}: {sink.Delivered} delivered, {sink.Pending} pending, {sink.State}"));

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_input);
        var files = parsed.GetRequiredValue(_environments);
        if (name == StandardInput && files.Contains(EnvironmentInput.StandardInput))
        {
            throw new ToolException(ExitCode.Usage, "the standard input cannot be both an environment and the events; name a file for one of them");
        }

        var path = parsed.GetValue(_store);
        if (path is null && parsed.GetValue(_force))
        {
            throw new ToolException(ExitCode.Usage, "--force is about a store; name one with --store");
        }

        var started = console.Clock.GetTimestamp();
        var patience = TimeSpan.FromSeconds(parsed.GetValue(_timeout));
        var store = path is null ? null : console.OpenStore(path, new StoreAccess(MustExist: false, parsed.GetValue(_force)), console.Clock);
        var host = await DeliveringHost.OpenAsync(console, _plugins.Choose(parsed), store).ConfigureAwait(false);
        await using var disposing = host.ConfigureAwait(false);
        var environment = await StrictEnvironment.ReadAsync(files, host.Events.Catalog, "published", console).ConfigureAwait(false);

        var input = Open(name);
        await using var closing = input.ConfigureAwait(false);
        var feed = new EventFeed(
            host.Events,
            environment,
            parsed.GetValue(_project) ?? console.Variable("OS_PROJECT_ID"),
            name == StandardInput ? "<stdin>" : Harmless.Line(name),
            path is null ? patience : null,
            console);
        IEnumerable<string> StackIds() => feed.StackIds.Union(host.Before?.PendingStackIds ?? []);
        var end = await console.RunWithLiveLineAsync(
            async token => Describe(feed, await DeliveryTotals.ReadAsync(host, StackIds(), token).ConfigureAwait(false)),
            () => FeedAndDrainAsync(feed, host, input, patience)).ConfigureAwait(false);

        var totals = await DeliveryTotals.ReadAsync(host, StackIds(), CancellationToken.None).ConfigureAwait(false);
        var report = new DeliveryReport(
            feed.Counts.Published,
            feed.Counts.Malformed,
            feed.StackCount,
            end,
            console.Clock.GetElapsedTime(started).TotalSeconds,
            totals,
            path is null ? null : await host.ReportOnStoreAsync(path).ConfigureAwait(false));
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, report);
        }
        else
        {
            report.Write(console.Out);
        }

        return !report.HasDeliveredAll ? ExitCode.DeliveryFailed
            : report.Malformed > 0 ? ExitCode.WrongInput
            : end is FeedEnd.Interrupted ? ExitCode.Interrupted
            : ExitCode.AllWell;
    }

    private async Task<FeedEnd> FeedAndDrainAsync(EventFeed feed, DeliveringHost host, Stream input, TimeSpan patience)
    {
        var end = await feed.RunAsync(input).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(patience, console.Clock);

        // What a store holds need not be waited for: a first Ctrl-C leaves it there.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, host.Store is null ? console.Aborting : console.Stopping);

        // The report shows what is left.
        await host.Events.DrainAsync(deadline.Token).ConfigureAwait(false);
        return end;
    }

    private Stream Open(string name)
    {
        if (name == StandardInput)
        {
            return console.OpenIn();
        }

        try
        {
            return new FileStream(name, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan | FileOptions.Asynchronous });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"{name} cannot be read: {error.Message}"), error);
        }
    }
}
