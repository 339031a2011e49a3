namespace EventSinks.Tool;

/// <summary>A command cannot go on. The message is the line that a person reads.</summary>
internal sealed class ToolException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets what the process ends with.</summary>
    public int Code { get; } = exitCode;
}
