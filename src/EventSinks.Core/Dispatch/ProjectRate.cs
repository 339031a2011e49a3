namespace EventSinks.Dispatch;

/// <summary>How many events may be sent for one project.</summary>
/// <param name="EventsPerSecond">How many a second in the long run.</param>
/// <param name="Burst">How many at once after a rest; at least 1.</param>
internal sealed record ProjectRate(double EventsPerSecond, int Burst);
