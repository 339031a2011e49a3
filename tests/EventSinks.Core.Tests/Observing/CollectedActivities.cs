using System.Collections.Concurrent;
using System.Diagnostics;

namespace EventSinks.Observing;

/// <summary>Keeps the activities of attempts at sinks of one type: tests run beside each other, and the source is one for all.</summary>
internal sealed class CollectedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _all = [];
    private readonly ActivityListener _listener;

    public CollectedActivities(string sinkType)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Observation.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem(Tags.System) as string == sinkType)
                {
                    _all.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> All => [.. _all];

    /// <summary>Gets everything that was traced as text, for a search.</summary>
    public IEnumerable<string> Texts => _all.Select(static each =>
        $"{each.DisplayName} {each.StatusDescription} {Text(each.TagObjects)} {string.Join(' ', each.Baggage)} "
        + $"{string.Join(' ', each.Events.Select(static one => $"{one.Name} {Text(one.Tags)}"))} "
        + string.Join(' ', each.Links.Select(static link => $"{link.Context.TraceState} {Text(link.Tags ?? [])}")));

    public void Dispose() => _listener.Dispose();

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(static tag => $"{tag.Key}={tag.Value}"));
}
