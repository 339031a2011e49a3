using EventSinks.Tool.Publish;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Drain;

/// <summary>What became of the events that waited in a store.</summary>
/// <param name="Stacks">How many stacks had something pending.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Sinks">What became of the events at each sink.</param>
/// <param name="Store">What was found in the store and left there.</param>
internal sealed record DrainReport(int Stacks, double Seconds, IReadOnlyList<SinkTotal> Sinks, StoreReport Store)
{
    public bool HasDeliveredAll => Store.Waiting == 0 && Sinks.All(static sink => sink.HasDeliveredAll);

    public void Write(TextWriter output)
    {
        if (Stacks == 0)
        {
            output.WriteLine(Harmless.Line($"Nothing waits in {Store.File}."));
            return;
        }

        output.WriteLine($"{Words.Count(Store.Resumed, "event")} of {Words.Count(Stacks, "stack")} resumed, {Seconds:0.0} s");
        output.WriteLine();
        SinkTotal.Write(output, Sinks);
        Store.Write(output);
    }
}
