namespace EventSinks.Discovery;

/// <summary>A lock cannot be read, or plug-ins cannot be locked. The message is one line and says why.</summary>
public sealed class PluginLockException : Exception
{
    internal PluginLockException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
