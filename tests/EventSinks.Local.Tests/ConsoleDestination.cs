using EventSinks.Testing.Conformance;

namespace EventSinks.Local;

/// <summary>The output of the process, taken over for a rule: so only one at a time.</summary>
internal sealed class ConsoleDestination : SinkTestDestination
{
    private readonly TextWriter _before = Console.Out;
    private readonly FailingWriter _writer = new();

    public ConsoleDestination() => Console.SetOut(TextWriter.Synchronized(_writer));

    public override DestinationAbilities Abilities =>
        DestinationAbilities.Read | DestinationAbilities.CountCalls | DestinationAbilities.Refuse | DestinationAbilities.Suspend;

    public override void Configure(StackEventsBuilder builder)
    {
    }

    public override ValueTask<IReadOnlyList<string>> ReadAsync() =>
        ValueTask.FromResult<IReadOnlyList<string>>(_writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public override ValueTask<int> CountCallsAsync() => ValueTask.FromResult(_writer.Calls);

    public override ValueTask FailAsync(DestinationFault fault, string? marker = null)
    {
        _writer.Failure = fault is DestinationFault.Suspend ? new ObjectDisposedException("stdout") : new IOException("Broken pipe");
        return ValueTask.CompletedTask;
    }

    public override ValueTask HealAsync()
    {
        _writer.Failure = null;
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        Console.SetOut(_before);
        await _writer.DisposeAsync();
        await base.DisposeAsync();
    }

    private sealed class FailingWriter : StringWriter
    {
        public Exception? Failure { get; set; }

        public int Calls { get; private set; }

        public override void Write(string? value)
        {
            Calls++;
            if (Failure is { } failure)
            {
                throw failure;
            }

            base.Write(value);
        }
    }
}
