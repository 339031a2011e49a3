using System.Text.Encodings.Web;
using System.Text.Json;
using EventSinks.Tool.Terminal;
using EventSinks.Zaqar.Reader;

namespace EventSinks.Tool.Tail;

/// <summary>Writes a message's body as one line.</summary>
internal static class MessageText
{
    // As deep as the reader takes bodies.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_100 };

    /// <summary>As JSON; the text of numbers is kept.</summary>
    public static string Json(ReceivedMessage message) => JsonSerializer.Serialize(message.Body, Compact);

    /// <summary>As <c>openstack stack event list --follow</c> shows an event; what is no event, as JSON.</summary>
    public static string Log(ReceivedMessage message) => message.Event is { } e ? EventText.Log(e) : Json(message);
}
