using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Stores;

/// <summary>What a run has found in a store and left there.</summary>
/// <param name="File">The store.</param>
/// <param name="Resumed">How many events earlier runs had left.</param>
/// <param name="Waiting">How many events wait for a later run.</param>
/// <param name="KeptBy">Which other program keeps the store, in words; null if it is the tool's own.</param>
internal sealed record StoreReport(string File, long Resumed, long Waiting, string? KeptBy)
{
    public void Write(TextWriter output)
    {
        if (Waiting == 0)
        {
            return;
        }

        var (verb, them) = Waiting == 1 ? ("waits", "it") : ("wait", "them");
        var next = KeptBy is null ? $"'eventsinks drain --store {File}' delivers {them}" : $"{KeptBy} delivers {them}";
        output.WriteLine();
        output.WriteLine(Harmless.Line($"{Words.Count(Waiting, "event")} {verb} in {File}; {next}."));
    }
}
