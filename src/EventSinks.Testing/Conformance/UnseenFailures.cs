using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace EventSinks.Testing.Conformance;

/// <summary>Collects what fails in tasks that nobody awaits, as far as it was thrown in one assembly. Thread-safe.</summary>
internal sealed class UnseenFailures : IDisposable
{
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly Assembly _assembly;

    public UnseenFailures(Assembly assembly)
    {
        _assembly = assembly;
        TaskScheduler.UnobservedTaskException += Note;
    }

    public async Task<IReadOnlyList<string>> CollectAsync()
    {
        // What is still running must have ended to be collected; a few turns are enough for what has nothing to wait for.
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(Patience.Look, TimeProvider.System).ConfigureAwait(false);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return [.. _seen];
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        foreach (var error in e.Exception.Flatten().InnerExceptions.Where(IsOurs))
        {
            _seen.Enqueue($"{error.GetType().Name}: {error.Message}");
        }
    }

    private bool IsOurs(Exception error) =>
        new StackTrace(error).GetFrames().Any(frame => DiagnosticMethodInfo.Create(frame)?.DeclaringAssemblyName.StartsWith($"{_assembly.GetName().Name},", StringComparison.Ordinal) == true);
}
