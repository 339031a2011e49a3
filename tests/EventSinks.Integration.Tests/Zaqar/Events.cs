using System.Text;
using System.Text.Json;
using EventSinks.Testing;

namespace EventSinks.Integration.Zaqar;

/// <summary>Events for the real Zaqar.</summary>
internal static class Events
{
    // As recorded from Heat.
    private const string Golden =
        """{"timestamp": "2026-11-22T08:21:17.674393", "version": "0.1", "type": "os.heat.event", "id": "542407af-eb57-4758-aa95-f5dc67f67dcd", "payload": {"resource_name": "teststack", "physical_resource_id": "084e2c49-27cf-473d-93f2-d3a8e51d80d7", "stack_id": "084e2c49-27cf-473d-93f2-d3a8e51d80d7", "resource_action": "CREATE", "resource_status": "IN_PROGRESS", "resource_status_reason": "Stack CREATE started", "resource_type": "OS::Heat::Stack", "resource_properties": {}, "version": "0.1"}}""";

    public static RecordedEvent Numbered(int number, string properties = "{}") =>
        new(
            StackEvent.ForResource(
                SinkUnderTest.Stack, $"r{number}", "OS::Test", "CREATE", "COMPLETE", properties: JsonElement.Parse(properties), clock: new ManualTimeProvider()),
            number,
            DateTimeOffset.UnixEpoch);

    public static RecordedEvent[] Numbered(int first, int count) => [.. Enumerable.Range(first, count).Select(number => Numbered(number))];

    /// <summary>An event whose request, with it alone, has exactly so many bytes.</summary>
    public static RecordedEvent OfRequestSize(int number, int bytes)
    {
        const string Envelope = """{"messages":[{"body":}]}""";
        var empty = Numbered(number, Padding(0)).Event.ToUtf8Json().Length;
        return Numbered(number, Padding(bytes - Envelope.Length - empty));

        static string Padding(int length) => $$"""{"padding":"{{new string('x', length)}}"}""";
    }

    /// <summary>Heat's own event, with other properties.</summary>
    public static RecordedEvent OfHeat(string properties)
    {
        var text = Golden.Replace("\"resource_properties\": {}", $"\"resource_properties\": {properties}", StringComparison.Ordinal);
        return new(StackEvent.Parse(Encoding.UTF8.GetBytes(text)), 1, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Gives what Zaqar has in its queue as it was sent: key order and number text as they are, blanks apart.</summary>
    public static string Compact(JsonElement body) => JsonSerializer.Serialize(body);

    public static string Compact(RecordedEvent e) => JsonSerializer.Serialize(JsonElement.Parse(e.Event.ToUtf8Json().Span));

    public static string NameOf(JsonElement body) => body.GetProperty("payload").GetProperty("resource_name").GetString()!;
}
