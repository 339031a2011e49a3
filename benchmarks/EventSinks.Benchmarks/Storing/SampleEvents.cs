namespace EventSinks.Benchmarks.Storing;

/// <summary>The events that are recorded: as Heat has them, with some properties, about 700 bytes.</summary>
internal static class SampleEvents
{
    public static StackIdentity Stack(int number) => new($"stack-{number:00000}", "teststack", $"project-{number % 100}");

    public static StackEvent Of(StackIdentity stack) => StackEvent.ForResource(
        stack,
        "server",
        "OS::Nova::Server",
        "CREATE",
        "COMPLETE",
        "state changed",
        "5c1d9e0e-6a54-4f2b-9a53-0b1f0f6a3c11",
        System.Text.Json.JsonDocument.Parse("""{"flavor": "m1.small", "image": "debian-12", "networks": [{"network": "private"}], "key_name": "deploy"}""").RootElement);
}
