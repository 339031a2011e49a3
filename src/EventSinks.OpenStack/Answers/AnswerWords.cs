using System.Text.Json;

namespace EventSinks.OpenStack.Answers;

/// <summary>What the body of an answer says in words, whoever wrote it: Zaqar, Keystone's middleware, or something in between.</summary>
/// <param name="Title">The error's class, if it has one.</param>
/// <param name="Description">The error itself, if it is told.</param>
/// <param name="IsZaqars">Whether the body is an error as Zaqar writes it, so that its words may be acted upon.</param>
internal readonly record struct AnswerWords(string? Title, string? Description, bool IsZaqars)
{
    /// <summary>Reads a body, whatever its content type says it is.</summary>
    public static AnswerWords Read(string body)
    {
        var text = body.AsSpan().Trim();
        return text switch
        {
            ['{', ..] when TryReadJson(body) is { } words => words,
            ['<', ..] => new(HtmlTitle(body), null, false),
            _ => new(null, text.ToString(), false),
        };
    }

    private static AnswerWords? TryReadJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var zaqars = new AnswerWords(Text(root, "title"), Text(root, "description"), IsZaqars: true);
            if (zaqars is { Title: not null, Description: not null })
            {
                return zaqars;
            }

            // Keystone's middleware wraps its error once more, and calls the description a message.
            var error = root.TryGetProperty("error", out var wrapped) && wrapped.ValueKind is JsonValueKind.Object ? wrapped : root;
            return new(Text(error, "title"), Text(error, "description") ?? Text(error, "message") ?? Text(root, "error"), false);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair has no text to show.
            return null;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    // All that a page of markup has to say in one line.
    private static string? HtmlTitle(string page)
    {
        const string Tag = "<title>";
        var start = page.IndexOf(Tag, StringComparison.OrdinalIgnoreCase) + Tag.Length;
        return start >= Tag.Length && page.IndexOf('<', start) is > 0 and var end ? page[start..end] : null;
    }
}
