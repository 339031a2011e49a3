using System.Globalization;
using EventSinks.Environments;

namespace EventSinks.Reliability.Engine;

/// <summary>One stack that publishes one event after the other, and says of each that it has been recorded.</summary>
internal sealed class PublishingStack
{
    // With six stacks about 400 events/s: Zaqar gives messages back 20 at a time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly StackPublisher _publisher;

    private PublishingStack(StackPublisher publisher) => _publisher = publisher;

    /// <summary>Opens the stacks: <c>stack-1</c> and so on, each with destinations of its own.</summary>
    /// <exception cref="InvalidOperationException">A sink could not be bound.</exception>
    public static async Task<IReadOnlyList<PublishingStack>> OpenAllAsync(StackEvents events, EngineSettings settings)
    {
        List<PublishingStack> stacks = [];
        for (var number = 1; number <= settings.Stacks; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"stack-{number}");
            var identity = new StackIdentity(id, id, settings.Project);
            var publisher = await events.OpenAsync(identity, EnvironmentOf(id, settings)).ConfigureAwait(false);
            if (publisher.Binding.HasErrors)
            {
                throw new InvalidOperationException(string.Join('\n', publisher.Binding.Diagnostics));
            }

            stacks.Add(new PublishingStack(publisher));
        }

        return stacks;
    }

    public async Task RunAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var e = StackEvent.ForResource(_publisher.Stack, "server", "OS::Nova::Server", "CREATE", "IN_PROGRESS");
            var sequence = await _publisher.PublishAsync(e, CancellationToken.None).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack {_publisher.Stack.Id} {sequence} {e.Id}"));
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static StackEnvironment EnvironmentOf(string id, EngineSettings settings)
    {
        var text = $"""
            event_sinks:
              - type: counting
                target: {id}
            """;
        return EnvironmentReader.Read(settings.Zaqar is null ? text : $"""
            {text}
              - type: zaqar-queue
                target: {id}
                format: heat-extended
            """);
    }
}
