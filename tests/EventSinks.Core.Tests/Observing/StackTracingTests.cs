using System.Diagnostics;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks.Observing;

/// <summary>How attempts are linked to those who published.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StackTracingTests
{
    private static readonly StackIdentity Stack = new("s", "teststack");

    [Test]
    public async Task Deliver_OfEventsPublishedInActivities_LinksEachOnce()
    {
        using var activities = new CollectedActivities("arrival");
        await using var events = new StackEventsBuilder().AddSink<ArrivalSinkFactory>().ExposeToSinks(new Arrivals()).Build();
        await events.OpenAsync(Stack, EnvironmentReader.Read("event_sinks: [{type: arrival}]"));

        var first = await PublishInAsync("first", events, 2);
        var second = await PublishInAsync("second", events, 1);
        await events.PublishAsync(Event());
        await events.DrainAsync(CancellationToken.None);

        var links = activities.All.SelectMany(static activity => activity.Links).Select(static link => link.Context.SpanId).ToArray();
        Assert.That(links.Distinct().Intersect([first.SpanId, second.SpanId]), Is.EqualTo([first.SpanId, second.SpanId]));
        Assert.That(activities.All.Select(static activity => activity.Links.Count() - activity.Links.Select(static link => link.Context.SpanId).Distinct().Count()), Is.All.Zero);
        Assert.That(activities.All.Select(static activity => activity.ParentId), Is.All.Null);
    }

    [Test]
    public void End_OfAnAttemptForManyPublishers_LinksAsManyAsExportersKeep()
    {
        using var activities = new CollectedActivities("many");
        var offered = Enumerable.Range(1, 200).Select(static sequence => new RecordedEvent(Event(), sequence, DateTimeOffset.UnixEpoch)).ToArray();
        foreach (var recorded in offered)
        {
            DeliveryTraces.Remember(recorded, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None));
        }

        DeliveryTraces.End(DeliveryTraces.Start("many")!, offered, "delivered", null);

        Assert.That(activities.All.Single().Links.Count(), Is.EqualTo(DeliveryTraces.MaxLinks));
    }

    private static async Task<ActivityContext> PublishInAsync(string name, StackEvents events, int count)
    {
        using var activity = new Activity(name).Start();
        for (var i = 0; i < count; i++)
        {
            await events.PublishAsync(Event());
        }

        return activity.Context;
    }

    private static StackEvent Event() => Some.Event(Stack);
}
