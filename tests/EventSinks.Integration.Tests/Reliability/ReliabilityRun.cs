using System.Globalization;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Reliability;

/// <summary>One store with its destinations: a receiver of its own, and queues of a project of its own in the real Zaqar.</summary>
internal sealed class ReliabilityRun : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventsinks-reliability-");
    private readonly string _project = $"project-{Guid.NewGuid():N}";
    private readonly Dictionary<(string Stack, long Sequence), Guid> _acknowledged = [];

    /// <summary>Gets how long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many stacks publish, each about 65 events a second.</summary>
    public int Stacks { get; init; } = 6;

    public CountingReceiver Receiver { get; } = new();

    public string StoreFile => Path.Combine(_folder.FullName, "events.db");

    /// <summary>Gets a number from the process's environment, for long runs.</summary>
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Starts an engine on the store: it publishes until it is killed or told to end.</summary>
    /// <param name="generation">Its number among those of this run.</param>
    public EngineProcess Start(int generation) => Start(generation, "--run");

    /// <summary>Keeps what an engine that is gone has said to be recorded.</summary>
    public void Remember(EngineProcess engine)
    {
        foreach (var (stack, e) in engine.Acknowledged)
        {
            Assert.That(_acknowledged.TryAdd((stack, e.Sequence), e.Id), Is.True, $"{stack} {e.Sequence}: a sequence is given once");
        }
    }

    /// <summary>Has a last engine deliver what there is.</summary>
    /// <param name="generation">Its number among those of this run.</param>
    public async Task DrainAsync(int generation)
    {
        await using var engine = Start(generation, "--drain");
        await engine.EndAsync();
    }

    /// <summary>Holds against one another what was acknowledged, recorded and received, and counts it.</summary>
    public async Task<ReliabilityCount> CountAsync()
    {
        var stacks = await RecordedStacks.ReadAsync(StoreFile);
        foreach (var ((stack, sequence), id) in _acknowledged)
        {
            Assert.That(sequence, Is.LessThanOrEqualTo(stacks[stack].Length), $"{stack}: what was acknowledged is recorded");
            Assert.That(stacks[stack][sequence - 1].Id, Is.EqualTo(id), $"{stack} {sequence}: what was acknowledged is recorded");
        }

        var received = Receiver.Batches.ToLookup(static batch => batch.Stack, StringComparer.Ordinal);
        var queues = await Task.WhenAll(stacks.Select(async stack => (stack.Key, Events: await ReadQueueAsync(stack.Key))));
        return new ReliabilityCount(
            stacks.Values.Sum(static events => events.Length),
            _acknowledged.Count,
            ArrivalCount.Sum(stacks.Select(stack =>
                ArrivalCount.Of(
                    [.. received[stack.Key].SelectMany(static batch => batch.Events)], stack.Value, $"{stack.Key} at the receiver"))),
            ArrivalCount.Sum(queues.Select(queue => ArrivalCount.Of(queue.Events, stacks[queue.Key], $"{queue.Key} in Zaqar"))));
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private EngineProcess Start(int generation, string verb) => EngineProcess.Start(
        "--store", StoreFile,
        "--receiver", Receiver.Url.ToString(),
        "--zaqar", ZaqarServer.Url.ToString(),
        "--project", _project,
        "--stacks", Stacks.ToString(CultureInfo.InvariantCulture),
        "--generation", generation.ToString(CultureInfo.InvariantCulture),
        "--attempt-timeout", AttemptTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        verb);

    private async Task<IReadOnlyList<CountedEvent>> ReadQueueAsync(string stack)
    {
        using var queue = new ZaqarQueue(ZaqarServer.Url, stack, _project);
        return [.. (await queue.ReadBodiesAsync()).Select(static body =>
            new CountedEvent(body.GetProperty("payload").GetProperty("sequence").GetInt64(), body.GetProperty("id").GetGuid()))];
    }
}
