using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventSinks;

/// <summary>Writes an event as Heat's event body v0.1: the same keys in the same order, members that v0.1 does not know last.</summary>
internal static class StackEventWriter
{
    /// <summary>How deep a body may be nested, properties included: what is written can be read back.</summary>
    public const int MaxDepth = 1_000;

    // Bodies are read by JSON parsers, not by browsers: nothing needs escaping but what JSON itself asks for.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = MaxDepth };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static byte[] Write(StackEvent e)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        try
        {
            WriteBody(writer, e);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch
        {
            // What a failed write leaves behind must not leak into the next body.
            _writer = null;
            throw;
        }
    }

    private static void WriteBody(Utf8JsonWriter writer, StackEvent e)
    {
        writer.WriteStartObject();
        WriteTimestamp(writer, e.Timestamp);
        writer.WriteString("version"u8, StackEvent.BodyVersion);
        writer.WriteString("type"u8, "os.heat.event"u8);
        writer.WriteString("id"u8, e.Id);
        writer.WriteStartObject("payload"u8);
        writer.WriteString("resource_name"u8, e.ResourceName);
        writer.WriteString("physical_resource_id"u8, e.PhysicalResourceId);
        writer.WriteString("stack_id"u8, e.StackId);
        writer.WriteString("resource_action"u8, e.ResourceAction);
        writer.WriteString("resource_status"u8, e.ResourceStatus);
        writer.WriteString("resource_status_reason"u8, e.ResourceStatusReason);
        writer.WriteString("resource_type"u8, e.ResourceType);
        writer.WritePropertyName("resource_properties"u8);
        e.ResourceProperties.WriteTo(writer);
        writer.WriteString("version"u8, StackEvent.BodyVersion);
        WriteMembers(writer, e.AdditionalPayloadMembers);
        writer.WriteEndObject();
        WriteMembers(writer, e.AdditionalMembers);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, JsonElement>> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            writer.WritePropertyName(members[i].Key);
            members[i].Value.WriteTo(writer);
        }
    }

    // As Python's isoformat(): UTC without a suffix, six decimals unless they are all zero.
    private static void WriteTimestamp(Utf8JsonWriter writer, DateTimeOffset timestamp)
    {
        Span<char> text = stackalloc char[32];
        var format = timestamp.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff";
        timestamp.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        writer.WriteString("timestamp"u8, text[..written]);
    }
}
