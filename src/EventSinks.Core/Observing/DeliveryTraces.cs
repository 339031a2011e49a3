using System.Diagnostics;

namespace EventSinks.Observing;

/// <summary>
/// Remembers from which activity an event was published, and links the activities of attempts to it. What is remembered hangs on the event
/// in memory: it costs nothing where nobody traces, goes when the event goes, and is no part of what the store keeps. Thread-safe.
/// </summary>
internal static class DeliveryTraces
{
    /// <summary>How many publishers an attempt is linked to at most: exporters cut off at as many.</summary>
    public const int MaxLinks = 128;

    private static readonly ActivitySource Source = new(Observation.Name);

    // What the publisher's context is found by, among what else is kept with an event.
    private static readonly object Origin = new();

    /// <summary>Gives the context of whoever publishes just now.</summary>
    /// <returns>The context; null if there is none or nobody listens.</returns>
    public static ActivityContext? Capture() => Source.HasListeners() ? Activity.Current?.Context : null;

    /// <summary>Keeps a publisher's context with its event, before any lane can take that.</summary>
    /// <param name="recorded">The event.</param>
    /// <param name="publisher">The context.</param>
    public static void Remember(in RecordedEvent recorded, ActivityContext publisher) =>
        recorded.Event.Variants.Keep(Origin, recorded.Sequence, publisher);

    /// <summary>Starts the activity of an attempt, a root: it belongs to all whose events are in the batch, and to none alone.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <returns>The activity, current from now on; null if nobody wants it.</returns>
    public static Activity? Start(string sinkType)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var tags = new TagList { { Tags.System, sinkType }, { Tags.OperationName, Tags.Send }, { Tags.OperationType, Tags.Send } };
        return Source.StartActivity($"{Tags.Send} {sinkType}", ActivityKind.Producer, default(ActivityContext), tags);
    }

    /// <summary>Ends the activity of an attempt.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="offered">The events that the sink was given, as they were published.</param>
    /// <param name="outcome">How the attempt ended, one of a few words; the sink's own words may say too much.</param>
    /// <param name="error">What kind of error it was; null if all has arrived.</param>
    public static void End(Activity activity, ReadOnlySpan<RecordedEvent> offered, string outcome, string? error)
    {
        activity.SetTag(Tags.BatchCount, offered.Length);
        activity.SetTag(Tags.Outcome, outcome);
        Link(activity, offered);
        if (error is not null)
        {
            activity.SetTag(Tags.ErrorType, error);
            activity.SetStatus(ActivityStatusCode.Error, outcome);
        }

        activity.Dispose();
    }

    private static void Link(Activity activity, ReadOnlySpan<RecordedEvent> offered)
    {
        var linked = new HashSet<ActivitySpanId>();
        foreach (ref readonly var recorded in offered)
        {
            if (linked.Count < MaxLinks
                && recorded.Event.Variants.Find(Origin, recorded.Sequence) is ActivityContext publisher && linked.Add(publisher.SpanId))
            {
                activity.AddLink(new ActivityLink(publisher));
            }
        }
    }
}
