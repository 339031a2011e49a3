using EventSinks;
using EventSinks.Testing.Events;
using EventSinks.Testing.Hosting;
using EventSinks.Testing.Http;

namespace SinkNamespace.Tests;

/// <summary>What the sink does beyond the rules of the contract: what its requests look like.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SinkPrefixSinkTests
{
    [Test]
    public async Task Deliver_WithAToken_SendsItAlong()
    {
        var request = await DeliverAsync("{type: sink-type-used, url: 'https://events.example.org/stacks', token: t0p-s3cret}");

        Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer t0p-s3cret"));
    }

    [Test]
    public async Task Deliver_AnEvent_PostsItAsJson()
    {
        var request = await DeliverAsync("{type: sink-type-used, url: 'https://events.example.org/stacks'}");

        Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(request.Url, Is.EqualTo(new Uri("https://events.example.org/stacks")));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(request.Text, Does.Contain("\"resource_name\":\"server\""));
    }

    private static async Task<SinkRequest> DeliverAsync(string declaration)
    {
        using var http = new TestSinkHttp();
        await using var host = SinkTestHost.With<SinkPrefixSinkFactory>(builder => builder.ExposeToSinks<ISinkHttp>(http));
        var stack = new TestStack();
        await host.OpenAsync(stack.Identity, $"event_sinks: [{declaration}]");
        await host.PublishAsync(stack.Event("server"));
        await host.WaitUntilIdleAsync(stack.Identity.Id);
        return http.Requests.Single();
    }
}
