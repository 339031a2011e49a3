using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace EventSinks;

/// <summary>Reads Heat's event body v0.1. Everything that is wrong becomes a message; nothing throws.</summary>
internal static class StackEventReader
{
    // The parser's own limit would refuse properties that it has let through itself: a body holds them two levels down.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = StackEventWriter.MaxDepth };

    private static readonly string[] TimestampFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    public static bool TryRead(
        ReadOnlyMemory<byte> utf8Json,
        [NotNullWhen(true)] out StackEvent? parsed,
        [NotNullWhen(false)] out string? error)
    {
        parsed = null;
        try
        {
            using var document = JsonDocument.Parse(utf8Json, Options);
            parsed = Read(document.RootElement);

            // Encoding now shows what could not be delivered later; the result is kept with the event.
            parsed.ToUtf8Json();
            error = null;
            return true;
        }
        catch (FormatException wrong)
        {
            error = wrong.Message;
        }
        catch (JsonException wrong)
        {
            error = $"not JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}; expected an object with Heat's event body";
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString says this, and only this, of a string that escapes half a surrogate pair.
            error = "a string holds half a surrogate pair, which is no text";
        }

        parsed = null;
        return false;
    }

    private static StackEvent Read(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException($"expected an object with Heat's event body, but found {Describe(body)}");
        }

        var members = new Members(body, "");
        members.Expect("type", "os.heat.event");
        members.Expect("version", StackEvent.BodyVersion);
        var payload = new Members(members.Object("payload"), "payload.");
        payload.Expect("version", StackEvent.BodyVersion);
        return new StackEvent
        {
            Id = ReadId(members.Text("id")),
            Timestamp = ReadTimestamp(members.Text("timestamp")),
            ResourceName = payload.Text("resource_name"),
            PhysicalResourceId = payload.OptionalText("physical_resource_id"),
            StackId = payload.Text("stack_id"),
            ResourceAction = payload.Text("resource_action"),
            ResourceStatus = payload.Text("resource_status"),
            ResourceStatusReason = payload.OptionalText("resource_status_reason"),
            ResourceType = payload.OptionalText("resource_type"),
            ResourceProperties = payload.Optional("resource_properties") ?? default,
            AdditionalPayloadMembers = payload.Rest(),
            AdditionalMembers = members.Rest(),
        };
    }

    private static Guid ReadId(string text) =>
        Guid.TryParse(text, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new FormatException($"'id' is a UUID, but is '{Shorten(text)}'");

    private static DateTimeOffset ReadTimestamp(string text) =>
        DateTimeOffset.TryParseExact(
            text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException($"'timestamp' is a time such as 2026-11-22T08:21:17.674393, but is '{Shorten(text)}'");

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, 60)}…";

    /// <summary>The members of one object, taken one by one; what is left is unknown to v0.1.</summary>
    private sealed class Members
    {
        // A body has a dozen members: a scan beats a hash table, and keeps their order for the rest.
        private readonly List<JsonProperty> _members = [];
        private readonly string _prefix;

        public Members(JsonElement owner, string prefix)
        {
            _prefix = prefix;
            foreach (var member in owner.EnumerateObject())
            {
                // As in Python, the last of two equal keys wins and keeps the first one's place.
                var earlier = _members.FindIndex(known => known.Name == member.Name);
                if (earlier < 0)
                {
                    _members.Add(member);
                }
                else
                {
                    _members[earlier] = member;
                }
            }
        }

        public JsonElement? Optional(string name)
        {
            var index = _members.FindIndex(member => member.NameEquals(name));
            if (index < 0)
            {
                return null;
            }

            var value = _members[index].Value;
            _members.RemoveAt(index);
            return value;
        }

        public string? OptionalText(string name) => Optional(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { } value => throw new FormatException($"'{_prefix}{name}' is text, but is {Describe(value)}"),
        };

        public string Text(string name) => OptionalText(name) is { Length: > 0 } text
            ? text
            : throw new FormatException($"'{_prefix}{name}' is missing or empty");

        public JsonElement Object(string name) => Optional(name) switch
        {
            { ValueKind: JsonValueKind.Object } value => value,
            null => throw new FormatException($"'{_prefix}{name}' is missing"),
            { } value => throw new FormatException($"'{_prefix}{name}' is an object, but is {Describe(value)}"),
        };

        public void Expect(string name, string expected)
        {
            if (OptionalText(name) is { } found && found != expected)
            {
                throw new FormatException($"'{_prefix}{name}' is '{expected}', but is '{Shorten(found)}'");
            }
        }

        public KeyValuePair<string, JsonElement>[] Rest() =>
            [.. _members.Select(member => KeyValuePair.Create(member.Name, member.Value))];
    }
}
