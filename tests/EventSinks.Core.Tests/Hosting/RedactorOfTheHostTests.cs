using EventSinks.Environments;
using EventSinks.Support;
using EventSinks.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventSinks.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class RedactorOfTheHostTests
{
    [Test]
    public async Task AddEventSinks_WithTheTypeOfARedactor_HasTheContainerMakeIt()
    {
        var arrivals = new Arrivals();
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock);
        services.AddEventSinks(sinks => sinks.AddSink<ArrivalSinkFactory>().ExposeToSinks(arrivals).UseRedactor<HostedRedactor>());
        await using var provider = services.BuildServiceProvider();
        var events = provider.GetRequiredService<StackEvents>();
        var stack = new StackIdentity("s", "teststack");
        await events.OpenAsync(stack, EnvironmentReader.Read("event_sinks: [{type: arrival}]"));

        await events.PublishAsync(StackEvent.ForStack(stack, "CREATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);

        Assert.That(arrivals.At("here").Single().Event.ResourceStatusReason, Is.EqualTo($"redacted in {clock.GetUtcNow().Year}"));
    }
}
