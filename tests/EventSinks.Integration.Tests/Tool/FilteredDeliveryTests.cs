using System.Text.Json;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Tool;

/// <summary>The keys that all sinks share, against the real Zaqar.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class FilteredDeliveryTests
{
    private const string Properties = """{"password": "s3cr3t"}""";

    [Test]
    public async Task Publish_WithTwoFiles_SendsEachQueueWhatItsDeclarationAsksFor()
    {
        using var everything = ZaqarServer.NewQueue();
        using var failures = new ZaqarQueue(ZaqarServer.Url, $"{everything.Name}-failures", everything.ProjectId);
        using var files = new ToolFiles();
        var first = files.Write("base.yaml", $"""
            event_sinks:
            - type: zaqar-queue
              target: {everything.Name}
              ttl: 600
              format: heat-extended
              properties: none
            """);
        var second = files.Write("failures.yaml", $"""
            event_sinks:
            - type: zaqar-queue
              target: {failures.Name}
              ttl: 600
              events:
                statuses: FAILED
                resource_types: "OS::Nova::*"
            """);
        var stack = new StackIdentity("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack");
        using var properties = JsonDocument.Parse(Properties);
        StackEvent[] events =
        [
            StackEvent.ForStack(stack, "CREATE", "IN_PROGRESS", "Stack CREATE started"),
            StackEvent.ForResource(stack, "server", "OS::Nova::Server", "CREATE", "FAILED", "no room", null, properties.RootElement),
            StackEvent.ForResource(stack, "port", "OS::Neutron::Port", "CREATE", "FAILED", "no address", null, properties.RootElement),
            StackEvent.ForStack(stack, "CREATE", "FAILED", "Resource CREATE failed"),
        ];
        await using var tool = ToolProcess.Start(everything.ProjectId, "publish", "-e", first, "-e", second, files.Events(events), "--json");

        var (code, _, error) = await tool.EndAsync();

        var all = (await everything.ReadBodiesAsync()).Select(body => body.GetProperty("payload")).ToArray();
        var failed = (await failures.ReadBodiesAsync()).Select(body => body.GetProperty("payload")).ToArray();
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(all.Select(payload => payload.GetProperty("sequence").GetInt64()), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(all.Select(payload => payload.GetProperty("stack_name").GetString()), Is.All.EqualTo("teststack"));
        Assert.That(all.Select(payload => payload.GetProperty("resource_properties").GetRawText()), Is.All.EqualTo("{}"));
        Assert.That(failed.Select(payload => payload.GetProperty("resource_name").GetString()), Is.EqualTo(new[] { "server" }));
        Assert.That(failed[0].GetProperty("resource_properties").GetProperty("password").GetString(), Is.EqualTo("s3cr3t"));
        Assert.That(failed[0].TryGetProperty("sequence", out _), Is.False);
    }
}
