using System.CommandLine;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;
using EventSinks.Zaqar.Reader;

namespace EventSinks.Tool.Tail;

/// <summary><c>tail QUEUE</c>: follows a Zaqar queue, or consumes it, as a user's own program would.</summary>
internal sealed class TailCommand(ToolConsole console)
{
    private readonly Argument<string> _queue = new("QUEUE") { Description = "The queue." };
    private readonly Option<string?> _endpoint = new("--endpoint") { HelpName = "URL", Description = "Zaqar's URL, with or without /v2. Default: OS_ENDPOINT, else the catalog's." };
    private readonly Option<string?> _project = CommonOptions.Project("The project of the queue. Default: OS_PROJECT_ID.");
    private readonly Option<string?> _cloud = new("--cloud") { HelpName = "NAME", Description = "The cloud in clouds.yaml. Default: OS_CLOUD." };
    private readonly Option<string?> _region = new("--region") { HelpName = "NAME", Description = "The region. Default: OS_REGION_NAME." };
    private readonly Option<double> _interval = CommonOptions.Seconds("--interval", 1, "How long to wait between two looks.");
    private readonly Option<bool> _fromStart = new("--from-start") { Description = "Show what is in the queue already, too." };
    private readonly Option<bool> _claim = new("--claim")
    {
        Description = "Take the messages out of the queue: each is claimed, shown and then deleted, so that it is removed for everybody. Several that do so share the queue. Begins with what is in it.",
    };

    private readonly Option<int?> _count = new("--count") { HelpName = "N", Description = "End after so many messages." };
    private readonly Option<string> _format = new Option<string>("--format")
    {
        Description = "json: each message's body on one line; log: events as openstack stack event list --follow shows them.",
        DefaultValueFactory = _ => "json",
    }.AcceptOnlyFromAmong("json", "log");

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    public Command Build()
    {
        var command = new Command("tail", "Follows a Zaqar queue; Ctrl-C ends it. Messages stay in the queue, unless --claim is given.")
        {
            _queue, _endpoint, _project, _cloud, _region, _interval, _fromStart, _claim, _count, _format, _json,
        };
        _queue.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !ZaqarQueueReader.IsQueueName(token.Value))
            {
                result.AddError($"QUEUE is 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-', but is '{Harmless.Line(token.Value)}'.");
            }
        });
        _endpoint.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            {
                result.AddError($"--endpoint is a URL such as https://zaqar.example.com:8888, but is '{Harmless.Line(token.Value)}'.");
            }
        });
        _count.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
            {
                result.AddError($"--count is at least 1, but is {count}.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_claim) && result.GetValue(_fromStart))
            {
                result.AddError("--claim begins with what is in the queue already: leave --from-start out.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var connection = TailConnection.Open(
            console, parsed.GetValue(_cloud), parsed.GetValue(_region), parsed.GetValue(_endpoint), parsed.GetValue(_project));
        var options = new ZaqarQueueReaderOptions
        {
            Interval = TimeSpan.FromSeconds(parsed.GetValue(_interval)),
            OnTrouble = line => console.Complain($"eventsinks: the queue cannot be read: {Harmless.Line(line)}; trying again"),
            OnRecovered = () => console.Complain("eventsinks: the queue can be read again"),
        };
        var reader = new ZaqarQueueReader(parsed.GetRequiredValue(_queue), connection.Session, connection.Http, options, console.Clock);
        try
        {
            await ShowAsync(reader, parsed).ConfigureAwait(false);
        }
        catch (ZaqarQueueException error)
        {
            var code = error.Failure is ZaqarQueueFailure.BadSettings ? ExitCode.WrongInput : ExitCode.DeliveryFailed;
            throw new ToolException(code, Harmless.Line(error.Message), error);
        }
        catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
        {
            // That is how following ends.
        }

        return ExitCode.AllWell;
    }

    private async Task ShowAsync(ZaqarQueueReader reader, ParseResult parsed)
    {
        var isLog = parsed.GetValue(_format) == "log" && !parsed.GetValue(_json);
        var isClaiming = parsed.GetValue(_claim);
        var left = parsed.GetValue(_count);
        var messages = isClaiming ? reader.ConsumeAsync(console.Stopping) : reader.FollowAsync(parsed.GetValue(_fromStart), console.Stopping);
        await foreach (var message in messages.ConfigureAwait(false))
        {
            await console.Out.WriteLineAsync(isLog ? MessageText.Log(message) : MessageText.Json(message)).ConfigureAwait(false);
            if (isClaiming)
            {
                // Shown is done with: the first Ctrl-C must not have it come again.
                await message.DeleteAsync(console.Aborting).ConfigureAwait(false);
            }

            if (--left == 0)
            {
                break;
            }
        }
    }
}
