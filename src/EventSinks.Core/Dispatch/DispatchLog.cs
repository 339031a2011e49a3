using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What dispatch logs. Ids and names never change; no secret and no body is ever among the values.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(100, LogLevel.Debug, "Sink {SinkType} of stack {StackId}: attempt {Attempt} failed: {Reason}", EventName = "AttemptFailed")]
    public static partial void AttemptFailed(ILogger logger, string sinkType, string stackId, int attempt, string reason);

    [LoggerMessage(101, LogLevel.Warning, "Event {EventId} was given up by sink {SinkType} of stack {StackId} after {Attempts} attempt(s): {Reason}", EventName = "EventDeadLettered")]
    public static partial void EventDeadLettered(ILogger logger, Guid eventId, string sinkType, string stackId, int attempts, string reason);

    [LoggerMessage(102, LogLevel.Warning, "Sink {SinkType} of stack {StackId} has lost {Dropped} event(s) in all, because the store had no room for them", EventName = "EventsDropped")]
    public static partial void EventsDropped(ILogger logger, string sinkType, string stackId, long dropped);

    [LoggerMessage(103, LogLevel.Warning, "Sink {SinkType} of stack {StackId} delivers nothing until its declaration or credentials change: {Reason}", EventName = "LaneSuspended")]
    public static partial void LaneSuspended(ILogger logger, string sinkType, string stackId, string reason);

    [LoggerMessage(104, LogLevel.Warning, "Sink {SinkType} of stack {StackId} has not answered within {Timeout}", EventName = "AttemptLate")]
    public static partial void AttemptLate(ILogger logger, string sinkType, string stackId, TimeSpan timeout);

    [LoggerMessage(105, LogLevel.Warning, "Endpoint {Endpoint} of sink type {SinkType} is unavailable, and probed until it answers: {Reason}", EventName = "CircuitOpened")]
    public static partial void CircuitOpened(ILogger logger, string sinkType, string endpoint, string reason);

    [LoggerMessage(106, LogLevel.Information, "Endpoint {Endpoint} of sink type {SinkType} answers again", EventName = "CircuitClosed")]
    public static partial void CircuitClosed(ILogger logger, string sinkType, string endpoint);

    [LoggerMessage(107, LogLevel.Warning, "Sinks of type {SinkType} take over {Threshold} before they first await; they run on {Threads} threads of their own from now on", EventName = "SinkTypeBlocks")]
    public static partial void SinkTypeBlocks(ILogger logger, string sinkType, TimeSpan threshold, int threads);

    [LoggerMessage(108, LogLevel.Warning, "A sink of type {SinkType} of stack {StackId} has not ended its disposal in time", EventName = "SinkNotDisposed")]
    public static partial void SinkNotDisposed(ILogger logger, string sinkType, string stackId);

    [LoggerMessage(109, LogLevel.Error, "The store could not be read for stack {StackId}, {Count} time(s) for all stacks since this was last said; it will be tried again: {Reason}", EventName = "ReadFailed")]
    public static partial void ReadFailed(ILogger logger, string stackId, int count, string reason);

    [LoggerMessage(110, LogLevel.Error, "The store could not take over what was delivered; it will be tried again: {Reason}", EventName = "SettleFailed")]
    public static partial void SettleFailed(ILogger logger, string reason);

    [LoggerMessage(111, LogLevel.Critical, "The dispatcher met a defect of its own and goes on with the next message", EventName = "DispatcherFault")]
    public static partial void DispatcherFault(ILogger logger, Exception error);

    // Without the exception's own message, which may quote the sink's options.
    [LoggerMessage(112, LogLevel.Warning, "A sink of type {SinkType} threw {ErrorType} while it was disposed {StackTrace}", EventName = "SinkDisposeFailed")]
    public static partial void SinkDisposeFailed(ILogger logger, string sinkType, string errorType, string stackTrace);

    [LoggerMessage(114, LogLevel.Warning, "Sink {SinkType} of stack {StackId} has given up {TooOld} event(s) in all, because they were older than its max_age {MaxAge}", EventName = "EventsTooOld")]
    public static partial void EventsTooOld(ILogger logger, string sinkType, string stackId, long tooOld, TimeSpan maxAge);

    [LoggerMessage(115, LogLevel.Error, "Events for sink {SinkType} of stack {StackId} were not ready within {Timeout}: the engine's redactor takes long", EventName = "PreparationLate")]
    public static partial void PreparationLate(ILogger logger, string sinkType, string stackId, TimeSpan timeout);

    [LoggerMessage(116, LogLevel.Error, "{Stacks} stack(s) are delivered by another process by now, and no longer by this one: {Reason}", EventName = "StacksTakenOver")]
    public static partial void StacksTakenOver(ILogger logger, int stacks, string reason);

    // Without the exception's own message, which may quote what the redactor was to hide.
    [LoggerMessage(113, LogLevel.Error, "No sink gets event {EventId} of stack {StackId}: {Reason} {StackTrace}", EventName = "RedactorFailed")]
    public static partial void RedactorFailed(ILogger logger, Guid eventId, string stackId, string reason, string stackTrace);
}
