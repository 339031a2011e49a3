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
}
