namespace EventSinks.Wording;

/// <summary>Shortens what a user wrote, so that a message stays a line: one anchored text may be quoted by thousands of messages.</summary>
internal static class ShortText
{
    private const int MaxLength = 80;

    /// <summary>Gives a text, or its beginning and an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At most 80 characters and the ellipsis; no surrogate pair is torn.</returns>
    public static string Of(string text) =>
        text.Length <= MaxLength ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)}…";
}
