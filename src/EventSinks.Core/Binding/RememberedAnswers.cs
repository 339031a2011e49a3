namespace EventSinks.Binding;

/// <summary>
/// Remembers what was answered about texts of which few are asked again and again, such as a stack's resource types: 64 patterns against a
/// long type cost a thousand times what remembering does. Bounded. For one thread at a time.
/// </summary>
/// <param name="answer">Gives the answer, the same each time.</param>
internal sealed class RememberedAnswers(Func<string, bool> answer)
{
    /// <summary>How many texts are remembered. With one more, all are forgotten: a stack with so many is about to ask of others anyway.</summary>
    public const int Capacity = 64;

    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);

    /// <summary>Gets how many are remembered.</summary>
    public int Count => _answers.Count;

    /// <summary>Gives the answer about a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The answer.</returns>
    public bool Of(string text)
    {
        if (_answers.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_answers.Count == Capacity)
        {
            _answers.Clear();
        }

        return _answers[text] = answer(text);
    }
}
