using System.Text.Json;

namespace EventSinks.OpenStack.Answers;

/// <summary>Reads texts out of JSON whose shape nobody vouches for.</summary>
internal static class JsonText
{
    /// <summary>Gives a member's text; null if there is no such member, or if it is no text that says anything.</summary>
    /// <exception cref="InvalidOperationException">The text holds half a surrogate pair or bytes that are not UTF-8.</exception>
    public static string? Of(JsonElement owner, string name) =>
        owner.ValueKind is JsonValueKind.Object
        && owner.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>Gives the items of a member that is a list; none if it is not.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.ValueKind is JsonValueKind.Object && owner.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray()
            : [];
}
