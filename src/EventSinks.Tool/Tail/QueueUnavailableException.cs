namespace EventSinks.Tool.Tail;

/// <summary>The queue cannot be read now; later it may.</summary>
internal sealed class QueueUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
