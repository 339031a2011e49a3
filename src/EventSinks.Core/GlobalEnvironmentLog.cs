using EventSinks.Yaml;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>Logs what is wrong with the operator's environment. It is the same for every stack, so it is said once. Thread-safe.</summary>
internal sealed class GlobalEnvironmentLog(ILogger logger)
{
    private int _written;

    public void WriteOnce(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0 || Interlocked.Exchange(ref _written, 1) == 1)
        {
            return;
        }

        foreach (var diagnostic in diagnostics)
        {
            FrontDoorLog.GlobalEnvironmentDoubtful(logger, diagnostic);
        }
    }
}
