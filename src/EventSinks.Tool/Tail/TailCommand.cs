using System.CommandLine;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary><c>tail QUEUE</c>: follows a Zaqar queue as a user's own program would, over plain HTTP.</summary>
internal sealed class TailCommand(ToolConsole console)
{
    private readonly Argument<string> _queue = new("QUEUE") { Description = "The queue." };
    private readonly Option<string?> _endpoint = new("--endpoint") { HelpName = "URL", Description = "Zaqar's URL, with or without /v2. Default: OS_ENDPOINT." };
    private readonly Option<string?> _project = CommonOptions.Project("The project of the queue. Default: OS_PROJECT_ID.");
    private readonly Option<double> _interval = CommonOptions.Seconds("--interval", 1, "How long to wait between two looks.");
    private readonly Option<bool> _fromStart = new("--from-start") { Description = "Show what is in the queue already, too." };
    private readonly Option<int?> _count = new("--count") { HelpName = "N", Description = "End after so many messages." };
    private readonly Option<string> _format = new Option<string>("--format")
    {
        Description = "json: each message's body on one line; log: events as openstack stack event list --follow shows them.",
        DefaultValueFactory = _ => "json",
    }.AcceptOnlyFromAmong("json", "log");

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    public Command Build()
    {
        var command = new Command("tail", "Follows a Zaqar queue; Ctrl-C ends it. Messages stay in the queue. OS_TOKEN, if it is set, is sent along.")
        {
            _queue, _endpoint, _project, _interval, _fromStart, _count, _format, _json,
        };
        _count.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
            {
                result.AddError($"--count is at least 1, but is {count}.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isLog = parsed.GetValue(_format) == "log" && !parsed.GetValue(_json);
        var left = parsed.GetValue(_count);
        using var client = NewClient(parsed);
        var queue = new ZaqarQueueReader(client, parsed.GetRequiredValue(_queue));
        var follower = new QueueFollower(queue, TimeSpan.FromSeconds(parsed.GetValue(_interval)), console);
        try
        {
            await foreach (var body in follower.FollowAsync(parsed.GetValue(_fromStart), console.Stopping).ConfigureAwait(false))
            {
                await console.Out.WriteLineAsync(isLog ? MessageText.Log(body) : MessageText.Json(body)).ConfigureAwait(false);
                if (--left == 0)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
        {
            // That is how following ends.
        }

        return ExitCode.AllWell;
    }

    private HttpClient NewClient(ParseResult parsed)
    {
        var endpoint = parsed.GetValue(_endpoint) ?? console.Variable("OS_ENDPOINT")
            ?? throw new ToolException(ExitCode.Usage, "where is Zaqar? Set OS_ENDPOINT or give --endpoint URL");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ToolException(ExitCode.Usage, $"the endpoint is a URL such as https://zaqar.example.com:8888, but is '{Harmless.Line(endpoint)}'");
        }

        // Zaqar has the project in the token; without one it has to be told.
        var token = console.Variable("OS_TOKEN");
        var project = parsed.GetValue(_project) ?? console.Variable("OS_PROJECT_ID");
        if (project is null && token is null)
        {
            throw new ToolException(ExitCode.Usage, "whose queue is it? Set OS_PROJECT_ID or give --project ID");
        }

        var root = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var client = new HttpClient(console.NewHttpHandler())
        {
            BaseAddress = new Uri(root.EndsWith("/v2", StringComparison.Ordinal) ? $"{root}/" : $"{root}/v2/"),
            Timeout = TimeSpan.FromSeconds(30),
        };

        // Never a publisher's: Zaqar hides from a client what it has posted itself.
        client.DefaultRequestHeaders.Add("Client-ID", Guid.NewGuid().ToString());
        AddHeader(client, "X-Project-Id", project);
        AddHeader(client, "X-Auth-Token", token);
        return client;
    }

    private static void AddHeader(HttpClient client, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        try
        {
            client.DefaultRequestHeaders.Add(name, value);
        }
        catch (FormatException error)
        {
            // Without the value: it may be a secret.
            throw new ToolException(ExitCode.Usage, $"the value for {name} cannot be sent in a header", error);
        }
    }
}
