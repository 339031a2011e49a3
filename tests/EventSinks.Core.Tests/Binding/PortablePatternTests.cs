namespace EventSinks.Binding;

[Parallelizable(ParallelScope.All)]
public sealed class PortablePatternTests
{
    [TestCase("[a-z]+", "^(?:[a-z]+)$")]
    [TestCase("^[a-z]+$", "^[a-z]+$")]
    [TestCase("^a|b$", "^(?:^a|b$)$")]
    [TestCase("^a\\$", "^(?:^a\\$)$")]
    [TestCase("(?:a|b)(?!c)\\d", "^(?:(?:a|b)(?!c)\\d)$")]
    public void Of_APatternThatJavaScriptHasToo_MatchesTheWhole(string pattern, string expected) =>
        Assert.That(PortablePattern.Of(pattern), Is.EqualTo(expected));

    [TestCase("(?i)a")]
    [TestCase("(?<name>a)")]
    [TestCase("(?<=a)b")]
    [TestCase("(?>a)")]
    [TestCase("a\\z")]
    [TestCase("\\p{L}")]
    [TestCase("[a-z-[aeiou]]")]
    public void Of_APatternThatJavaScriptTakesDifferently_IsNone(string pattern) => Assert.That(PortablePattern.Of(pattern), Is.Null);
}
