using System.Collections.Concurrent;
using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Publish;

/// <summary>Publishes the events of an input, line by line; a stack opens when its first event comes.</summary>
/// <param name="events">Where they are published.</param>
/// <param name="environment">The environment of every stack.</param>
/// <param name="projectId">The project of every stack.</param>
/// <param name="inputName">What the input is called in complaints.</param>
/// <param name="patience">How long to wait for room; null with a store that has room for everything and makes nobody wait for a sink.</param>
/// <param name="console">Where complaints go, and who may stop it.</param>
internal sealed class EventFeed(
    StackEvents events, StackEnvironment environment, string? projectId, string inputName, TimeSpan? patience, ToolConsole console)
{
    /// <summary>The most bytes of a line: far more than any server takes of an event.</summary>
    public const int MaxLineLength = 1024 * 1024;

    // Suspended sinks are looked for only after a while: most waits are short.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, StackPublisher> _stacks = new(StringComparer.Ordinal);

    /// <summary>Gets what has become of the input so far.</summary>
    public PublishCounts Counts { get; } = new();

    /// <summary>Gets the ids of the stacks that have been opened.</summary>
    public IEnumerable<string> StackIds => _stacks.Select(static stack => stack.Key);

    /// <summary>Gets how many stacks have been opened.</summary>
    public int StackCount => _stacks.Count;

    /// <summary>Publishes everything.</summary>
    /// <param name="input">JSON lines.</param>
    /// <returns>Why it ended.</returns>
    public async Task<FeedEnd> RunAsync(Stream input)
    {
        var lines = new LineReader(input, MaxLineLength);
        try
        {
            while (await lines.ReadAsync(console.Stopping).ConfigureAwait(false) is { } line)
            {
                Counts.Lines = line.Number;
                if (Parse(line) is { } e && !await PublishAsync(e).ConfigureAwait(false))
                {
                    return FeedEnd.NoRoom;
                }
            }

            return FeedEnd.EndOfInput;
        }
        catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
        {
            return FeedEnd.Interrupted;
        }
        catch (IOException error)
        {
            console.Complain($"{inputName}:{Counts.Lines + 1}: the input cannot be read any further: {Harmless.Line(error.Message)}");
            Counts.Malformed++;
            return FeedEnd.EndOfInput;
        }
    }

    private StackEvent? Parse(in InputLine line)
    {
        if (line.IsBlank)
        {
            return null;
        }

        StackEvent? parsed = null;
        var error = $"the line has more than {MaxLineLength} bytes";
        if (!line.IsTooLong && StackEvent.TryParse(line.Bytes, out parsed, out error))
        {
            return parsed;
        }

        Counts.Malformed++;
        console.Complain($"{inputName}:{line.Number}: {Harmless.Line(error)}");
        return null;
    }

    private async ValueTask<bool> PublishAsync(StackEvent e)
    {
        var stack = _stacks.GetValueOrDefault(e.StackId) ?? await OpenAsync(e).ConfigureAwait(false);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(console.Stopping);
        var publish = stack.PublishAsync(e, giveUp.Token);
        if (patience is null)
        {
            await publish.ConfigureAwait(false);
            Counts.Published++;
            return true;
        }

        if (publish.IsCompletedSuccessfully || await WaitForRoomAsync(stack.Stack.Id, publish.AsTask(), giveUp).ConfigureAwait(false))
        {
            Counts.Published++;
            return true;
        }

        return false;
    }

    private async ValueTask<StackPublisher> OpenAsync(StackEvent e)
    {
        // Only an event of the stack itself tells its name.
        var identity = new StackIdentity(e.StackId, e.IsStackEvent ? e.ResourceName : e.StackId, projectId);
        return _stacks[e.StackId] = await events.OpenAsync(identity, environment, BindingMode.Strict, console.Stopping).ConfigureAwait(false);
    }

    private async Task<bool> WaitForRoomAsync(string stackId, Task<long> publish, CancellationTokenSource giveUp)
    {
        var started = console.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                await publish.WaitAsync(Glance, console.Clock, CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (TimeoutException) when (!publish.IsCompleted)
            {
                if (await WhyNoRoomAsync(stackId, console.Clock.GetElapsedTime(started)).ConfigureAwait(false) is not { } reason)
                {
                    continue;
                }

                await giveUp.CancelAsync().ConfigureAwait(false);
                if (await WasRecordedAsync(publish).ConfigureAwait(false))
                {
                    return true;
                }

                console.Complain($"{inputName}:{Counts.Lines}: stopped before this event: {reason}");
                return false;
            }
        }
    }

    private async Task<string?> WhyNoRoomAsync(string stackId, TimeSpan waited)
    {
        var status = await events.GetStatusAsync(stackId, console.Aborting).ConfigureAwait(false);
        var blocking = status?.Sinks.FirstOrDefault(static sink => sink.Pending > 0 && sink.State is LaneState.Suspended or LaneState.Misconfigured);
        return blocking is not null ? Harmless.Line($"sink {blocking.Name} takes nothing: {blocking.LastError}")
            : waited >= patience ? $"no sink has made room for {patience.Value.TotalSeconds:0.###} s"
            : null;
    }

    private static async Task<bool> WasRecordedAsync(Task<long> publish)
    {
        try
        {
            await publish.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
