using System.Text.Encodings.Web;
using System.Text.Json;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary>Writes a message's body as one line.</summary>
internal static class MessageText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON; the text of numbers is kept.</summary>
    public static string Json(JsonElement body) => JsonSerializer.Serialize(body, Compact);

    /// <summary>As <c>openstack stack event list --follow</c> shows an event; what is no event, as JSON.</summary>
    public static string Log(JsonElement body) =>
        StackEvent.TryParse(JsonSerializer.SerializeToUtf8Bytes(body), out var e, out _) ? EventText.Log(e) : Json(body);
}
