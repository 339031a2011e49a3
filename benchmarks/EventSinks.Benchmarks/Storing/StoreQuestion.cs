using EventSinks.Benchmarks.Harness;

namespace EventSinks.Benchmarks.Storing;

/// <summary>What recording an event costs beside the bare database, and how a process begins that finds a million of them waiting.</summary>
internal sealed class StoreQuestion : IQuestion
{
    private const int Publishers = 256;

    private readonly Comparison _comparison = new() { Rounds = 9, Turn = TimeSpan.FromMilliseconds(500) };

    public string Name => "store";

    public string Sentence =>
        "What does recording an event cost in the SQLite store, beside bare Microsoft.Data.Sqlite with the same rows, and how does a process "
        + "begin that finds 1,000,000 events waiting on 10,000 lanes? (synchronous = FULL)";

    public Answer Ask()
    {
        using var folder = new BenchmarkFolder();
        using var hundred = new BareSqliteCandidate("bare, 100 events a transaction", folder.File("hundred.db"), 100);
        using var single = new BareSqliteCandidate("bare, one event a transaction", folder.File("single.db"), 1);
        using var many = new SqliteStoreCandidate($"the store, {Publishers} publishers", folder.File("many.db"), Publishers);
        using var lone = new SqliteStoreCandidate("the store, one publisher", folder.File("lone.db"), 1);
        var together = _comparison.Run(hundred, many);
        var alone = _comparison.Run(single, lone);
        var recovery = Recovery.Run(folder.File("recovery.db"));
        return new Answer(
            [
                Table.Of("many at once, for each event", together),
                Table.Of("alone, for each event", alone),
                recovery.ToTable(),
            ],
            [
                Target.AtLeast($"{Publishers} publishers: at least 0.7 of the bare loop's events/s", 0.7, together[0].RatioTo(together[1])),
                Target.AtMost("one publisher: at most 2 times the bare loop's time, which a timer would be many times over", 2, alone[1].RatioTo(alone[0])),
                new Target("recovery: delivering within 2 s", $"{recovery.FirstArrival.TotalSeconds:0.00} s", recovery.FirstArrival.TotalSeconds <= 2),
                new Target("recovery: under 300 MB", $"{recovery.PeakMegabytes:0} MB", recovery.PeakMegabytes <= 300),
            ],
            _comparison.Noise);
    }
}
