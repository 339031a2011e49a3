using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Dispatch.Simulation;

/// <summary>The in-memory store answers at once: what it gives can be taken without waiting.</summary>
[SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "Completion is checked first: nothing waits.")]
internal static class SynchronousResults
{
    public static T Result<T>(this ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The store did not answer at once.");

    public static void Result(this ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The store did not answer at once.");
        }
    }
}
