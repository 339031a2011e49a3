namespace EventSinks.Binding;

/// <summary>A text with <c>*</c> for any characters, none included, and <c>?</c> for exactly one. Case counts. Immutable.</summary>
/// <remarks>Takes at most the product of both lengths in steps, whatever is written: it goes back to the last star only, never further.</remarks>
internal readonly record struct WildcardPattern(string Text)
{
    public bool Matches(string text)
    {
        var (at, place) = (0, 0);
        var (star, tried) = (-1, 0);
        while (place < text.Length)
        {
            if (at < Text.Length && Text[at] == '*')
            {
                (star, tried) = (at++, place);
            }
            else if (at < Text.Length && (Text[at] == '?' || Text[at] == text[place]))
            {
                at++;
                place++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more; what an earlier one took need never be changed.
                at = star + 1;
                place = ++tried;
            }
            else
            {
                return false;
            }
        }

        return Text.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
