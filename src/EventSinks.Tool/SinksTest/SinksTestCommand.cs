using System.CommandLine;
using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Publish;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.SinksTest;

/// <summary><c>sinks test -e FILE</c>: sends one marked event, and shows what each sink answers.</summary>
internal sealed class SinksTestCommand(ToolConsole console)
{
    /// <summary>The reason that marks the event.</summary>
    public const string Mark = "EventSinks test";

    private readonly Option<string[]> _environments = CommonOptions.Environments();
    private readonly Option<string?> _project = CommonOptions.Project("The project that owns the stack. Default: OS_PROJECT_ID.");
    private readonly Option<double> _timeout = CommonOptions.Seconds("--timeout", 30, "How long a sink may take.");
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "test",
            $"Sends one event to each sink of an environment and shows the answers: CHECK_COMPLETE of a stack that does not exist, with the reason \"{Mark}\".")
        {
            _environments, _project, _timeout, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var builder = SinkHost.NewBuilder(console, _plugins.Choose(parsed));
        builder.Dispatch = new DispatchOptions { RetryMaxDelay = TimeSpan.FromSeconds(5), CircuitMaxDelay = TimeSpan.FromSeconds(5) };
        var events = builder.Build();
        await using var disposing = events.ConfigureAwait(false);
        var environment = await StrictEnvironment.ReadAsync(parsed.GetRequiredValue(_environments), events.Catalog, "sent", console).ConfigureAwait(false);

        var identity = new StackIdentity(Guid.NewGuid().ToString(), "eventsinks-test", parsed.GetValue(_project) ?? console.Variable("OS_PROJECT_ID"));
        var stack = await events.OpenAsync(identity, environment, BindingMode.Strict, console.Stopping).ConfigureAwait(false);
        var e = StackEvent.ForStack(identity, "CHECK", "COMPLETE", Mark, console.Clock);
        var publishedAt = console.Clock.GetUtcNow();
        await stack.PublishAsync(e, console.Stopping).ConfigureAwait(false);
        var answers = await console.RunWithLiveLineAsync(
            async token => Describe(await AskAsync(events, identity, publishedAt, token).ConfigureAwait(false)),
            () => WaitAsync(events, identity, publishedAt, TimeSpan.FromSeconds(parsed.GetValue(_timeout)))).ConfigureAwait(false);

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, new { EventId = e.Id, StackId = identity.Id, Sinks = answers });
        }
        else
        {
            Print(answers);
        }

        return answers.All(static answer => answer.Delivered) ? ExitCode.AllWell : ExitCode.DeliveryFailed;
    }

    private static string Describe(IReadOnlyList<SinkAnswer> answers) =>
        $"waiting for {string.Join(", ", answers.Where(static answer => !answer.Delivered).Select(static answer => answer.Name))}";

    private static async Task<IReadOnlyList<SinkAnswer>> AskAsync(
        StackEvents events, StackIdentity stack, DateTimeOffset publishedAt, CancellationToken cancellationToken)
    {
        var status = await events.GetStatusAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        return [.. (status?.Sinks ?? []).Select(sink => SinkAnswer.Of(sink, publishedAt))];
    }

    private async Task<IReadOnlyList<SinkAnswer>> WaitAsync(StackEvents events, StackIdentity stack, DateTimeOffset publishedAt, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience, console.Clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, console.Stopping);

        // The answers show what did not arrive.
        await events.DrainAsync(deadline.Token).ConfigureAwait(false);
        return await AskAsync(events, stack, publishedAt, CancellationToken.None).ConfigureAwait(false);
    }

    private void Print(IReadOnlyList<SinkAnswer> answers)
    {
        var table = new TextTable("SINK", "TYPE", "DESTINATION", "ANSWER");
        foreach (var answer in answers)
        {
            table.Add(answer.Name, answer.Type, answer.Destination, answer.Text);
        }

        table.Write(console.Out);
    }
}
