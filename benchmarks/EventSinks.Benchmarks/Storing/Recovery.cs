using System.Diagnostics;
using EventSinks.Benchmarks.Harness;
using EventSinks.Environments;
using EventSinks.Sqlite;
using EventSinks.Storage;

namespace EventSinks.Benchmarks.Storing;

/// <summary>A process that finds events waiting: when the first of them arrives, and how much memory delivering all of them takes.</summary>
/// <param name="Opened">How long opening took.</param>
/// <param name="FirstArrival">How long after that the first event arrived.</param>
/// <param name="LastArrival">How long until the last had.</param>
/// <param name="PeakMegabytes">The most memory that the process held meanwhile, in MB.</param>
internal sealed record Recovery(TimeSpan Opened, TimeSpan FirstArrival, TimeSpan LastArrival, double PeakMegabytes)
{
    private const int Stacks = 10_000;
    private const int EventsPerStack = 100;

    public static Recovery Run(string path)
    {
        Waiting.For(FillAsync(path));
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Waiting.For(RecoverAsync(path));
    }

    public Table ToTable() => new(
        $"{Stacks * EventsPerStack:N0} events waiting on {Stacks:N0} lanes",
        ["", "figure"],
        [
            ["opened", $"{Opened.TotalSeconds:0.00} s"],
            ["first event arrives", $"{FirstArrival.TotalSeconds:0.00} s"],
            ["last event arrives", $"{LastArrival.TotalSeconds:0.0} s"],
            ["most memory (working set)", $"{PeakMegabytes:0} MB"],
        ]);

    private static async Task FillAsync(string path)
    {
        var store = SqliteEventStore.Open(path, new SqliteEventStoreOptions { Synchronous = SqliteSynchronous.Normal });
        await using var closing = store.ConfigureAwait(false);
        var declaration = SinkDeclarationOf();
        await Parallel.ForAsync(0, Stacks, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (i, cancellationToken) =>
        {
            var stack = SampleEvents.Stack(i);
            var registration = new StackRegistration(stack, $"[{declaration}]", [new RegisteredLane(new LaneKey(CountingSinkFactory.SinkType, "here"), declaration)]);
            var opening = await store.OpenStackAsync(registration, cancellationToken).ConfigureAwait(false);
            var e = SampleEvents.Of(stack);
            for (var n = 0; n < EventsPerStack; n++)
            {
                await opening.Log.AppendAsync(e, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private static async Task<Recovery> RecoverAsync(string path)
    {
        var arrivals = new CountedArrivals(Stacks * EventsPerStack);
        using var process = Process.GetCurrentProcess();
        var started = TimeProvider.System.GetTimestamp();
        var events = new StackEventsBuilder().ExposeToSinks(arrivals).AddSink<CountingSinkFactory>().UseSqlite(path).Build();
        await using var disposing = events.ConfigureAwait(false);
        var opened = TimeProvider.System.GetElapsedTime(started);
        double peak = 0;
        while (!arrivals.Last.IsCompleted)
        {
            await Task.WhenAny(arrivals.Last, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)).ConfigureAwait(false);
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64 / 1e6);
        }

        return new Recovery(
            opened,
            TimeProvider.System.GetElapsedTime(started, await arrivals.First.ConfigureAwait(false)),
            TimeProvider.System.GetElapsedTime(started, await arrivals.Last.ConfigureAwait(false)),
            peak);
    }

    private static string SinkDeclarationOf() =>
        EnvironmentReader.Read($"event_sinks: [{{type: {CountingSinkFactory.SinkType}}}]").Sinks[0].ToJson();
}
