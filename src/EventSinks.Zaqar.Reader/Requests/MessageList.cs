using System.Text;
using System.Text.Json;
using EventSinks.OpenStack.Answers;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Reads the list of messages that pages and claims are.</summary>
internal static class MessageList
{
    // An event may be nested as deep as 1,000; the list adds three levels.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1_100 };

    /// <summary>Reads a list.</summary>
    /// <exception cref="QueueTroubleException">It is none.</exception>
    public static IReadOnlyList<QueueMessage> Read(byte[] body)
    {
        try
        {
            using var document = Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("messages", out var messages) && messages.ValueKind is JsonValueKind.Array
                ? [.. messages.EnumerateArray().Select(Message)]
                : throw new QueueTroubleException("the answer is no list of messages: 'messages' is missing");
        }
        catch (JsonException error)
        {
            throw new QueueTroubleException($"the answer is no list of messages{Hint(body)}", error);
        }
        catch (InvalidOperationException error)
        {
            // JsonElement.GetString says this, and only this, of a string that escapes half a surrogate pair.
            throw new QueueTroubleException("the answer is no list of messages: an id is no text", error);
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException) when (PythonNumbers.Quote(body) is { } quoted)
        {
            return JsonDocument.Parse(quoted, Options);
        }
    }

    private static QueueMessage Message(JsonElement message)
    {
        if (message.ValueKind is not JsonValueKind.Object
            || !message.TryGetProperty("id", out var id) || id.ValueKind is not JsonValueKind.String || !ServerId.IsOne(id.GetString()!))
        {
            throw new QueueTroubleException("the answer is no list of messages: a message has no id");
        }

        if (!message.TryGetProperty("body", out var body))
        {
            throw new QueueTroubleException("the answer is no list of messages: a message has no body");
        }

        return new(id.GetString()!, body.Clone(), Age(message));
    }

    private static TimeSpan Age(JsonElement message) =>
        message.TryGetProperty("age", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(seconds, 0))
            : TimeSpan.Zero;

    // A page of markup says best in its title what it is.
    private static string Hint(byte[] body)
    {
        var words = AnswerWords.Read(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, AnswerBody.MaxBytes))));
        var text = OneLine.Of(words.Title ?? words.Description);
        return text.Length == 0 ? ": it is not JSON" : $": '{text[..Math.Min(text.Length, 100)]}'";
    }
}
