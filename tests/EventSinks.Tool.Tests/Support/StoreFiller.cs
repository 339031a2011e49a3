using System.Text.Json;
using EventSinks.Storage;
using EventSinks.Support;

namespace EventSinks.Tool.Support;

/// <summary>Fills a store with what an engine would have left in it, and nobody delivers.</summary>
internal sealed class StoreFiller(SurvivingStore store)
{
    /// <summary>Gets the lane of <see cref="Some.Environment"/>.</summary>
    public static LaneKey Lane { get; } = new("json-lines", "out.jsonl");

    private readonly Dictionary<string, IStackLog> _logs = new(StringComparer.Ordinal);

    /// <summary>Opens a stack with sinks that write files.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="declarations">Their declarations: <c>path</c>, and what else there is.</param>
    public async Task OpenAsync(StackIdentity stack, params object[] declarations)
    {
        string[] sinks = [.. declarations.Select(static each => JsonSerializer.Serialize(each))];
        var lanes = sinks.Select(static json => new RegisteredLane(new LaneKey("json-lines", JsonElement.Parse(json).GetProperty("path").GetString()!), json));
        _logs[stack.Id] = (await store.OpenStackAsync(new StackRegistration(stack, $"[{string.Join(',', sinks)}]", [.. lanes]), CancellationToken.None)).Log;
    }

    /// <summary>Opens a stack with the sink of <see cref="Some.Environment"/>.</summary>
    public Task OpenAsync(StackIdentity stack) => OpenAsync(stack, new { type = "json-lines", path = Lane.Destination });

    public async Task<StackEvent> AppendAsync(StackIdentity stack, string resource = "server", string action = "CREATE", string status = "COMPLETE", string type = "OS::Test")
    {
        var e = StackEvent.ForResource(stack, resource, type, action, status, $"state of {resource} changed");
        await _logs[stack.Id].AppendAsync(e, CancellationToken.None);
        return e;
    }

    public async Task AppendAsync(StackIdentity stack, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await AppendAsync(stack, $"r{i}");
        }
    }

    public async Task SettleAsync(
        StackIdentity stack,
        LaneKey lane,
        long cursor,
        LaneCounters settled,
        LaneHealth? health = null,
        IReadOnlyList<FailedAttempt>? failedAttempts = null,
        params DeadLetter[] letters) =>
        await store.SettleAsync(
            [new LaneSettlement(stack.Id, lane, cursor, settled, letters) { Health = health, FailedAttempts = failedAttempts ?? [] }], CancellationToken.None);

    /// <summary>Makes a dead letter of a recorded event.</summary>
    public async Task<DeadLetter> LetterAsync(StackIdentity stack, long sequence, string reason, int attempts = 3)
    {
        var e = (await store.QueryAsync(new EventQuery { StackId = stack.Id, FromSequence = sequence, Limit = 1 }).FirstAsync()).Event;
        return new DeadLetter(stack.Id, Lane, sequence, e.Id, e.ToUtf8Json(), reason, attempts, Some.Instant, Some.Instant.AddMinutes(5));
    }
}
