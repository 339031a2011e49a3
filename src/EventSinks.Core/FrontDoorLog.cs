using EventSinks.Discovery;
using EventSinks.Yaml;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>What the front door logs. Ids and names never change.</summary>
internal static partial class FrontDoorLog
{
    [LoggerMessage(10, LogLevel.Error, "Stack {StackId} was closed and has settled everything, but could not be forgotten", EventName = "ForgetFailed")]
    public static partial void ForgetFailed(ILogger logger, string stackId, Exception error);

    /// <summary>Logs what was found in the operator's environment: errors as errors.</summary>
    public static void GlobalEnvironment(ILogger logger, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.IsError)
            {
                GlobalEnvironmentWrong(logger, diagnostic);
            }
            else
            {
                GlobalEnvironmentDoubtful(logger, diagnostic);
            }
        }
    }

    [LoggerMessage(11, LogLevel.Warning, "The operator's environment: {Diagnostic}", EventName = "GlobalEnvironmentDoubtful")]
    public static partial void GlobalEnvironmentDoubtful(ILogger logger, Diagnostic diagnostic);

    [LoggerMessage(12, LogLevel.Error, "The operator's environment: {Diagnostic}", EventName = "GlobalEnvironmentWrong")]
    public static partial void GlobalEnvironmentWrong(ILogger logger, Diagnostic diagnostic);

    [LoggerMessage(13, LogLevel.Information, "{Stacks} stack(s) were taken over from the store, and go on where they were", EventName = "Recovered")]
    public static partial void Recovered(ILogger logger, int stacks);

    [LoggerMessage(14, LogLevel.Error, "The store cannot be read, so that what it holds waits; it will be tried again", EventName = "RecoveryFailed")]
    public static partial void RecoveryFailed(ILogger logger, Exception error);

    [LoggerMessage(15, LogLevel.Error, "The store cannot be asked for what others have changed in it; it is tried again every second", EventName = "SweepFailed")]
    public static partial void SweepFailed(ILogger logger, Exception error);

    [LoggerMessage(16, LogLevel.Information, "Purged {Events} settled event(s), {DeadLetters} dead letter(s) and {Stacks} closed stack(s)", EventName = "Purged")]
    public static partial void Purged(ILogger logger, long events, long deadLetters, int stacks);

    [LoggerMessage(17, LogLevel.Warning, "Purged {Events} event(s) that sinks had yet to get, because they were older than the retention allows", EventName = "PurgedPending")]
    public static partial void PurgedPending(ILogger logger, long events);

    [LoggerMessage(18, LogLevel.Error, "The store could not be purged; it will be tried again", EventName = "PurgeFailed")]
    public static partial void PurgeFailed(ILogger logger, Exception error);

    [LoggerMessage(19, LogLevel.Error, "Stack {StackId} could not be taken over from the store; what it holds waits until the engine opens the stack", EventName = "StackNotRecovered")]
    public static partial void StackNotRecovered(ILogger logger, string stackId, Exception error);

    [LoggerMessage(21, LogLevel.Warning, "The policy speaks of sink type {SinkType}, which nobody has; {Hint}", EventName = "PolicyNamesUnknownSinkType")]
    public static partial void PolicyNamesUnknownSinkType(ILogger logger, string sinkType, string hint);

    /// <summary>Logs what cannot be used of the plug-ins, and which of them others are used in place of.</summary>
    public static void UnusablePlugins(ILogger logger, SinkCatalog catalog)
    {
        foreach (var entry in catalog.Entries.Where(static entry => !entry.IsAvailable))
        {
            PluginUnusable(logger, entry);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "A plug-in is not used: {Entry}", EventName = "PluginUnusable")]
    public static partial void PluginUnusable(ILogger logger, SinkCatalogEntry entry);
}
