using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Stores;

/// <summary>What a run has found in a store and left there.</summary>
/// <param name="File">The store.</param>
/// <param name="Resumed">How many events earlier runs had left.</param>
/// <param name="Waiting">How many events wait for a later run.</param>
internal sealed record StoreReport(string File, long Resumed, long Waiting)
{
    public void Write(TextWriter output)
    {
        if (Waiting > 0)
        {
            output.WriteLine();
            output.WriteLine(Harmless.Line($"{Words.Count(Waiting, "event")} wait{(Waiting == 1 ? "s" : "")} in {File}; 'eventsinks drain --store {File}' delivers {(Waiting == 1 ? "it" : "them")}."));
        }
    }
}
