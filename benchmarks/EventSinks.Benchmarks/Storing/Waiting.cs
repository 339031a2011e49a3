using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Benchmarks.Storing;

/// <summary>The harness measures calls that return when they are done.</summary>
[SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "A program of its own, without a context to hold up.")]
internal static class Waiting
{
    public static T For<T>(Task<T> task) => task.GetAwaiter().GetResult();

    public static void For(Task task) => task.GetAwaiter().GetResult();
}
