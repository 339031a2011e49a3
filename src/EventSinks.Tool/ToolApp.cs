using System.CommandLine;
using System.CommandLine.Invocation;
using EventSinks.Storage;
using EventSinks.Tool.Deliveries;
using EventSinks.Tool.Drain;
using EventSinks.Tool.Env;
using EventSinks.Tool.EventList;
using EventSinks.Tool.Explain;
using EventSinks.Tool.Lanes;
using EventSinks.Tool.Plugins;
using EventSinks.Tool.Publish;
using EventSinks.Tool.Replay;
using EventSinks.Tool.SinksTest;
using EventSinks.Tool.Tail;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool;

/// <summary>The whole tool: a command line goes in, an exit code comes out. Everything else goes through the console.</summary>
internal sealed class ToolApp(ToolConsole console)
{
    /// <summary>Runs a command line.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var parsed = NewRoot().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return SayUsage(parsed);
        }

        try
        {
            // Signals are the tool's own business: a first one lets a command finish what it has.
            var configuration = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ToolException error)
        {
            console.Complain($"eventsinks: {error.Message}");
            return error.Code;
        }
        catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (EventStoreException error)
        {
            console.Complain($"eventsinks: {Harmless.Line(error.Message)}");
            return ExitCode.DeliveryFailed;
        }
        catch (Exception error)
        {
            // Whatever it is, a person gets a line and a script an exit code, not a stack trace.
            console.Complain($"eventsinks: {error.GetType().Name}: {Harmless.Line(error.Message)}");
            return ExitCode.DeliveryFailed;
        }
    }

    private RootCommand NewRoot() =>
        new("Checks environments, lists sink plug-ins, publishes stack events, looks at stores and follows queues. Exit codes: 0 all well, 1 the input is wrong, 2 the command line is wrong, 3 something was not delivered.")
        {
            new Command("env", "Looks at environment files.")
            {
                new EnvCheckCommand(console).Build(),
                new EnvShowCommand(console).Build(),
                new EnvSchemaCommand(console).Build(),
            },
            new Command("plugins", "Looks at sink plug-ins.")
            {
                new PluginsListCommand(console).Build(),
                new PluginsShowCommand(console).Build(),
                new PluginsLockCommand(console).Build(),
            },
            new PublishCommand(console).Build(),
            new DrainCommand(console).Build(),
            new DeliveriesCommand(console).Build(),
            new EventsCommand(console).Build(),
            new ReplayCommand(console).Build(),
            new ExplainCommand(console).Build(),
            new Command("lanes", "Looks at the ways from a stack to its sinks, and stops and resumes them.")
            {
                new LanesListCommand(console).Build(),
                new LanesPauseCommand(console, pauses: true).Build(),
                new LanesPauseCommand(console, pauses: false).Build(),
            },
            new Command("sinks", "Tries sinks out.")
            {
                new SinksTestCommand(console).Build(),
            },
            new TailCommand(console).Build(),
        };

    private int SayUsage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            console.Complain($"eventsinks: {Harmless.Line(error.Message)}");
        }

        // The path of the command, without what was typed around it.
        List<string> path = [];
        for (var each = parsed.CommandResult; each is { Parent: System.CommandLine.Parsing.CommandResult parent }; each = parent)
        {
            path.Insert(0, each.Command.Name);
        }

        console.Complain($"Try 'eventsinks {string.Concat(path.Select(static name => $"{name} "))}--help'.");
        return ExitCode.Usage;
    }
}
