namespace EventSinks.Dispatch;

/// <summary>The engine's redactor gave nothing that sinks may see. What it said of it stays inside: it may quote what is to be hidden.</summary>
internal sealed class RedactionException : Exception
{
    public RedactionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
