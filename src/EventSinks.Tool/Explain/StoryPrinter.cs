using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Explain;

/// <summary>Prints the story of an event for people.</summary>
internal static class StoryPrinter
{
    public static void Write(TextWriter output, EventStory story)
    {
        output.WriteLine(Harmless.Line($"event {story.Sequence} of {story.StackName} ({story.StackId})"));
        if (story.Id is { } id)
        {
            output.WriteLine(Harmless.Line($"{story.Resource} {story.Action}_{story.Status}, id {id}{(string.IsNullOrEmpty(story.Reason) ? "" : $": {story.Reason}")}"));
            output.WriteLine($"happened at {Times.Text(story.Timestamp)}, {(story.RecordedAt is { } at ? $"recorded at {Times.Text(at)}" : "purged since; this is what a dead letter holds of it")}");
        }
        else
        {
            output.WriteLine("purged since; the numbers of its sinks are what is left");
        }

        if (story.Sinks.Count == 0)
        {
            output.WriteLine();
            output.WriteLine("No sink knows of it: the stack has none, or it is closed and they have settled everything.");
        }

        foreach (var sink in story.Sinks)
        {
            output.WriteLine();
            Write(output, sink);
        }
    }

    private static void Write(TextWriter output, SinkStory sink)
    {
        output.WriteLine(Harmless.Line($"{sink.Name}{(sink.Name == sink.Sink ? "" : $" ({sink.Sink})")}: {sink.Text}"));
        output.WriteLine(Harmless.Line(sink.Wanted switch
        {
            true => "  wanted by the declaration as it is now",
            false => "  not wanted by the declaration as it is now",
            null => $"  whether the declaration wants it cannot be told: {sink.WantedProblem}",
        }));
        foreach (var attempt in sink.FailedAttempts)
        {
            output.WriteLine(Harmless.Line($"  failed attempt at {attempt}"));
        }
    }
}
