using EventSinks.Tool.Terminal;
using EventSinks.Wording;

namespace EventSinks.Tool.Stores;

/// <summary>Finds the lanes that a person means: by key, by the name of the declaration, by destination.</summary>
internal static class LaneFinder
{
    /// <summary>Finds a lane for each word; all of them if there is no word.</summary>
    /// <param name="lanes">The lanes to choose from.</param>
    /// <param name="words">What the person wrote.</param>
    /// <param name="stackName">What to call the stack.</param>
    /// <exception cref="ToolException">A word means none of them, or more than one.</exception>
    public static IReadOnlyList<NamedLane> Find(IReadOnlyList<NamedLane> lanes, IReadOnlyList<string> words, string stackName) =>
        words.Count == 0 ? lanes : [.. words.Select(word => FindOne(lanes, word, stackName)).Distinct()];

    private static NamedLane FindOne(IReadOnlyList<NamedLane> lanes, string word, string stackName)
    {
        // The exact key first: a destination may look like one.
        foreach (var matches in new Func<NamedLane, bool>[] { lane => lane.Key == word, lane => lane.Name == word, lane => lane.Lane.Key.Destination == word })
        {
            switch (lanes.Where(matches).ToArray())
            {
                case [var one]:
                    return one;
                case { Length: > 1 } several:
                    throw Wrong($"\"{word}\" is the destination of several sinks of stack {stackName}; give one of {List(several)}");
            }
        }

        var known = lanes.SelectMany(static lane => new[] { lane.Key, lane.Name }).Distinct(StringComparer.Ordinal).ToArray();
        throw Wrong($"stack {stackName} has no sink \"{word}\"; {DidYouMean.Hint(word, known)}");
    }

    private static ToolException Wrong(string message) => new(ExitCode.WrongInput, Harmless.Line(message));

    private static string List(IEnumerable<NamedLane> lanes) => string.Join(", ", lanes.Select(static lane => $"\"{lane.Key}\""));
}
