using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventSinks.Dispatch;

/// <summary>Writes an event as a CloudEvent 1.0 in the JSON format, with Heat's body as its data. Immutable, thread-safe.</summary>
/// <remarks>
/// Source: the CloudEvents specification 1.0.2, its JSON event format, and its extension "sequence". The attributes and what they are made
/// of are in docs/environment-file.md.
/// </remarks>
internal sealed class CloudEventForm(StackIdentity stack, long sequence) : EventBodyForm
{
    /// <summary>The media type of one CloudEvent.</summary>
    public const string CloudEvent = "application/cloudevents+json";

    // Heat defines what these events mean, so its domain stands in front.
    private const string TypePrefix = "org.openstack.heat";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <inheritdoc />
    public override string ContentType => CloudEvent;

    /// <inheritdoc />
    public override byte[] Write(StackEvent e)
    {
        var data = StackEventWriter.Write(e);
        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, e.Id);
        writer.WriteString("source"u8, Source());
        writer.WriteString("type"u8, TypeOf(e));
        if (!e.IsStackEvent && Allowed(e.ResourceName) is { Length: > 0 } subject)
        {
            writer.WriteString("subject"u8, subject);
        }

        writer.WriteString("time"u8, Time(e.Timestamp));
        writer.WriteString("datacontenttype"u8, Json);

        // The extension wants an order of texts: hence the zeros in front, for as many digits as a sequence may have.
        writer.WriteString("sequence"u8, sequence.ToString("D19", CultureInfo.InvariantCulture));
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(data, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string TypeOf(StackEvent e) =>
        $"{TypePrefix}.{(e.IsStackEvent ? "stack" : "resource")}.{Word(e.ResourceAction)}.{Word(e.ResourceStatus)}";

    // Receivers match types letter by letter, so a type has none that needs care: a-z, 0-9 and the underscore.
    private static string Word(string text) => text.Length == 0
        ? "_"
        : string.Create(text.Length, text, static (word, text) =>
        {
            for (var i = 0; i < word.Length; i++)
            {
                word[i] = char.IsAsciiLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]) : '_';
            }
        });

    private static string Time(DateTimeOffset time) => time.ToString(
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    // A reference, since only the engine's operator could say which host it is to be relative to.
    private string Source() => stack.ProjectId is { } project
        ? $"/projects/{Segment(project)}/stacks/{Segment(stack.Name)}/{Segment(stack.Id)}"
        : $"/stacks/{Segment(stack.Name)}/{Segment(stack.Id)}";

    private static string Segment(string text) => Uri.EscapeDataString(Allowed(text));

    /// <summary>Gives a text with all that no attribute of type String may hold replaced: control characters, noncharacters, halves of pairs.</summary>
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            allowed.Append(Rune.IsControl(rune) || IsNoncharacter(rune.Value) ? Rune.ReplacementChar : rune);
        }

        return allowed.ToString();
    }

    private static bool IsNoncharacter(int codePoint) => codePoint is >= 0xFDD0 and <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;
}
