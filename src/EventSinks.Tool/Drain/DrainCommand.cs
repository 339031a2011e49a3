using System.CommandLine;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Publish;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Drain;

/// <summary><c>drain --store FILE</c>: delivers what waits in a store.</summary>
internal sealed class DrainCommand(ToolConsole console)
{
    private readonly Option<string> _store = StoreOptions.Store();
    private readonly Option<double> _timeout = CommonOptions.Seconds("--timeout", 600, "How long to wait until everything is delivered.");
    private readonly Option<bool> _force = StoreOptions.Force();
    private readonly PluginOptions _plugins = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "drain",
            StoreOptions.WithExamples(
                "Delivers what waits in a store, to the sinks that its stacks were opened with, and reports. Sinks that are paused, suspended or misconfigured "
                + "are not waited for. Ctrl-C leaves the rest in the store. Exit code 3 if something is left or was given up, "
                + "and 1 if another program keeps the store: start that one.",
                "drain --store events.db",
                "drain --store events.db --timeout 30 --plugins plugins"))
        {
            _store, _timeout, _force, _plugins.Folders, _plugins.Lock, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static string Describe(IReadOnlyList<SinkTotal> totals) =>
        string.Join("; ", totals.Select(static sink => $"{sink.Name}: {sink.Delivered} delivered, {sink.Pending} pending, {sink.State}"));

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var started = console.Clock.GetTimestamp();
        var path = parsed.GetRequiredValue(_store);
        var store = console.OpenStore(path, new StoreAccess(MustExist: true, parsed.GetValue(_force)), console.Clock);
        var host = await DeliveringHost.OpenAsync(console, _plugins.Choose(parsed), store).ConfigureAwait(false);
        await using var disposing = host.ConfigureAwait(false);
        var stacks = host.Before!.PendingStackIds;
        await console.RunWithLiveLineAsync(
            async token => Describe(await DeliveryTotals.ReadAsync(host, stacks, token).ConfigureAwait(false)),
            () => DrainAsync(host, TimeSpan.FromSeconds(parsed.GetValue(_timeout)))).ConfigureAwait(false);

        var report = new DrainReport(
            stacks.Count,
            console.Clock.GetElapsedTime(started).TotalSeconds,
            await DeliveryTotals.ReadAsync(host, stacks, CancellationToken.None).ConfigureAwait(false),
            await host.ReportOnStoreAsync(path).ConfigureAwait(false));
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(console.Out, report);
        }
        else
        {
            report.Write(console.Out);
        }

        return report.HasDeliveredAll ? ExitCode.AllWell : ExitCode.DeliveryFailed;
    }

    private async Task<bool> DrainAsync(DeliveringHost host, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience, console.Clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, console.Stopping);
        return await host.Events.DrainAsync(deadline.Token).ConfigureAwait(false);
    }
}
