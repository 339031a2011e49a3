using System.Globalization;
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
    public static string Log(JsonElement body)
    {
        if (!StackEvent.TryParse(JsonSerializer.SerializeToUtf8Bytes(body), out var e, out _))
        {
            return Json(body);
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{e.Timestamp:yyyy-MM-dd HH:mm:ss} [{e.ResourceName}]: {e.ResourceAction}_{e.ResourceStatus}");
        return Harmless.Line(string.IsNullOrEmpty(e.ResourceStatusReason) ? line : $"{line}  {e.ResourceStatusReason}");
    }
}
