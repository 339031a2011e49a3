using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Deliveries;

/// <summary>Prints what became of events for people.</summary>
internal static class DeliveriesPrinter
{
    public static void Write(TextWriter output, StackView stack)
    {
        output.WriteLine(Harmless.Line($"{stack.Name} ({stack.Id}): {Words.Count(stack.Recorded, "event")} recorded{(stack.IsClosed ? ", closed" : "")}"));
        if (stack.Sinks.Count == 0)
        {
            output.WriteLine(stack.IsClosed ? "Its sinks have settled everything and are forgotten." : "It has no sinks.");
            return;
        }

        var table = new TextTable("SINK", "STATE", "RECORDED", "DELIVERED", "PENDING", "DEAD LETTERS", "DROPPED", "FILTERED", "LAG", "LAST SUCCESS", "LAST ERROR");
        foreach (var sink in stack.Sinks)
        {
            table.Add(
                sink.Name,
                sink.State.ToString(),
                $"{sink.Recorded}",
                $"{sink.Delivered}",
                $"{sink.Pending}",
                $"{sink.DeadLettered}",
                $"{sink.Dropped}",
                $"{sink.Filtered}",
                sink.LagSeconds is { } lag ? Times.Span(TimeSpan.FromSeconds(lag)) : null,
                Times.Text(sink.LastSuccessAt),
                sink.LastError is null ? null : $"{sink.LastError} ({Times.Text(sink.LastErrorAt)})".Replace(" ()", "", StringComparison.Ordinal));
        }

        table.Write(output);
    }

    public static void Write(TextWriter output, IReadOnlyList<DeadLetterView> letters)
    {
        if (letters.Count == 0)
        {
            output.WriteLine("There are no dead letters.");
            return;
        }

        var table = new TextTable("STACK", "SINK", "SEQUENCE", "EVENT", "ATTEMPTS", "FIRST ATTEMPT", "GIVEN UP", "REASON");
        foreach (var letter in letters)
        {
            table.Add(
                letter.StackName,
                letter.Sink,
                $"{letter.Sequence}",
                letter.EventId == Guid.Empty ? null : $"{letter.EventId}",
                $"{letter.Attempts}",
                letter.Attempts == 0 ? null : Times.Text(letter.FirstAttemptAt),
                Times.Text(letter.GivenUpAt),
                letter.Reason);
        }

        table.Write(output);
    }
}
