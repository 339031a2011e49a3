using System.Text.Json;
using EventSinks.Integration.OpenStack;

namespace EventSinks.Integration.Heat;

/// <summary>The stack of the recordings, and its events as an engine makes them.</summary>
internal static class HeatStack
{
    private const string Changed = "state changed";
    private const string Secret = """{"value": "s3cr3t"}""";
    private const string Failing = """{"value": "ok", "fail": true}""";
    private const string Failure = "ValueError: resources.other: Test Resource failed other";

    public static StackIdentity Of(Cloud cloud) => new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack", cloud.Accounts.ProjectIds["alpha"]);

    /// <summary>Makes the events of a recording.</summary>
    public static IReadOnlyList<StackEvent> Make(string recording, StackIdentity stack) => recording switch
    {
        "create" =>
        [
            StackEvent.ForStack(stack, "CREATE", "IN_PROGRESS", "Stack CREATE started"),
            First(stack, "IN_PROGRESS"),
            First(stack, "COMPLETE"),
            Other(stack, "CREATE", "IN_PROGRESS", """{"value": "ok"}"""),
            Other(stack, "CREATE", "COMPLETE", """{"value": "ok"}"""),
            StackEvent.ForStack(stack, "CREATE", "COMPLETE", "Stack CREATE completed successfully"),
        ],
        "update" =>
        [
            StackEvent.ForStack(stack, "UPDATE", "IN_PROGRESS", "Stack UPDATE started"),
            Other(stack, "UPDATE", "IN_PROGRESS", """{"value": "ok"}"""),
            Other(stack, "UPDATE", "COMPLETE", """{"value": "ok2"}"""),
            StackEvent.ForStack(stack, "UPDATE", "COMPLETE", "Stack UPDATE completed successfully"),
        ],
        "failure" =>
        [
            StackEvent.ForStack(stack, "CREATE", "IN_PROGRESS", "Stack CREATE started"),
            First(stack, "IN_PROGRESS"),
            First(stack, "COMPLETE"),
            Other(stack, "CREATE", "IN_PROGRESS", Failing),
            Other(stack, "CREATE", "FAILED", Failing, Failure),
            StackEvent.ForStack(stack, "CREATE", "FAILED", $"Resource CREATE failed: {Failure}"),
        ],
        "hook" => [Other(stack, "INIT", "COMPLETE", "{}", "CREATE paused until Hook pre-create is cleared", physicalId: null)],
        _ => throw new ArgumentException($"There is no recording '{recording}'.", nameof(recording)),
    };

    private static StackEvent First(StackIdentity stack, string status) => Resource(
        stack, "test_resource", "CREATE", status, Secret, Changed, "teststack-test_resource-eezmox5si5rf");

    private static StackEvent Other(
        StackIdentity stack,
        string action,
        string status,
        string properties,
        string reason = Changed,
        string? physicalId = "teststack-other-k3vq7xw2m9ab") =>
        Resource(stack, "other", action, status, properties, reason, physicalId);

    private static StackEvent Resource(
        StackIdentity stack, string name, string action, string status, string properties, string reason, string? physicalId) =>
        StackEvent.ForResource(stack, name, "OS::Heat::TestResource", action, status, reason, physicalId, JsonElement.Parse(properties));
}
