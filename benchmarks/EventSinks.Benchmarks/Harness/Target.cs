namespace EventSinks.Benchmarks.Harness;

/// <summary>A figure that was to be reached.</summary>
/// <param name="Sentence">What was to be reached.</param>
/// <param name="Found">What was found.</param>
/// <param name="IsMet">Whether that is good enough.</param>
internal sealed record Target(string Sentence, string Found, bool IsMet)
{
    public static Target AtMost(string sentence, double limit, double found) => new(sentence, Figures.Ratio(found), found <= limit);

    public static Target AtLeast(string sentence, double limit, double found) => new(sentence, Figures.Ratio(found), found >= limit);
}
