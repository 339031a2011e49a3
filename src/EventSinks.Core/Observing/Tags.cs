namespace EventSinks.Observing;

/// <summary>
/// The keys of tags. Those of OpenTelemetry's conventions for messaging are used where they fit: https://opentelemetry.io/docs/specs/semconv/messaging/.
/// </summary>
internal static class Tags
{
    public const string System = "messaging.system";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string BatchCount = "messaging.batch.message_count";
    public const string ErrorType = "error.type";
    public const string Outcome = "eventsinks.outcome";
    public const string Fate = "eventsinks.fate";
    public const string LaneState = "eventsinks.lane.state";
    public const string StoreOperation = "eventsinks.store.operation";

    /// <summary>The one operation that there is.</summary>
    public const string Send = "send";
}
