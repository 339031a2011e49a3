using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Clouds;

/// <summary>What is doubtful or wrong with what was read: warnings, and the first problem. Both are lines for people, without secrets.</summary>
internal sealed class Findings
{
    // Lists of names are cut before; what is left to cut is whatever else may be in a file.
    private const int MaxLength = 6000;

    private readonly List<string> _warnings = [];

    /// <summary>Gets the warnings, in the order in which they were found, each once.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Gets the first problem; null if there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Adds a warning.</summary>
    public void Warn(string text)
    {
        var line = OneLine.Of(text, MaxLength);
        if (!_warnings.Contains(line, StringComparer.Ordinal))
        {
            _warnings.Add(line);
        }
    }

    /// <summary>Sets the problem, unless there is one: what comes after the first is often its consequence.</summary>
    public void Fail(string text) => Problem ??= OneLine.Of(text, MaxLength);
}
