namespace EventSinks.Discovery;

/// <summary>Plug-in code took longer than it may; the thread that runs it was left to itself.</summary>
public sealed class PluginTimeoutException : TimeoutException
{
    internal PluginTimeoutException(TimeSpan limit)
        : base($"The plug-in did not answer within {limit.TotalSeconds:0.###} s.")
    {
    }
}
