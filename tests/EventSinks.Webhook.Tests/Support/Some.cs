using System.Text;
using System.Text.Json;
using EventSinks.Testing;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Webhook.Support;

/// <summary>What tests need and does not matter to them.</summary>
internal static class Some
{
    /// <summary>The published secret of Standard Webhooks' libraries.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public const string Url = "https://hooks.example.com/stacks";

    public static StackIdentity Stack { get; } = new("s1", "teststack", "demo");

    public static StackEvent Event(string resource = "server", string? properties = null) => StackEvent.ForResource(
        Stack, resource, "OS::Nova::Server", "CREATE", "COMPLETE", properties: JsonElement.Parse(properties ?? "{}"), clock: new ManualTimeProvider());

    public static EventBatch Batch(int count) => Batch([.. Enumerable.Range(1, count).Select(static number => Event($"r{number}"))]);

    public static EventBatch Batch(params StackEvent[] events) =>
        new(events.Select(static (e, index) => new RecordedEvent(e, index + 1, default)).ToArray());

    public static string Text(EventBatch batch, int index) => Encoding.UTF8.GetString(batch.GetBody(index).Span);

    public static IEventSinkFactory Factory(ISinkHttp http, params (string Key, string Value)[] section)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(section.Select(static each => KeyValuePair.Create($"webhook:{each.Key}", (string?)each.Value)))
            .Build();
        return new WebhookSinkFactory(http, configuration.GetSection("webhook"));
    }

    public static IEventSink Sink(ISinkHttp http, WebhookOptions? options = null, TimeProvider? clock = null) =>
        Factory(http).Create(options ?? new WebhookOptions { Url = Url }, new SinkContext(Stack, "webhook", clock ?? new ManualTimeProvider()));

    public static Dictionary<string, JsonElement> Headers(params (string Name, string Json)[] headers) =>
        headers.ToDictionary(static each => each.Name, static each => JsonElement.Parse(each.Json));
}
