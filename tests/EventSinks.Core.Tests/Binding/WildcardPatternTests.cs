using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Binding;

/// <summary>Patterns against texts, and against the one other matcher that everybody trusts.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WildcardPatternTests
{
    [TestCase("*", "", true)]
    [TestCase("?", "", false)]
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("OS::*::Server", "OS::Nova::Server", true)]
    [TestCase("OS::*::Server", "OS::Nova::Servers", false)]
    [TestCase("*Server*", "OS::Nova::Server", true)]
    [TestCase("a*b*c", "abbbc", true)]
    [TestCase("a*b*c", "abcb", false)]
    [TestCase("a.c", "abc", false)]
    [TestCase("**", "abc", true)]
    public void Matches_KnowsStarsAndQuestionMarks(string pattern, string text, bool matches) =>
        Assert.That(new WildcardPattern(pattern).Matches(text), Is.EqualTo(matches));

    [Test]
    public void Matches_AnyPatternAndText_AgreesWithARegularExpression()
    {
        var pattern = TextOf("ab*?");
        var text = TextOf("ab");

        Prop.ForAll(pattern, text, static (pattern, text) =>
        {
            var regex = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            return new WildcardPattern(pattern).Matches(text) == Regex.IsMatch(text, regex, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(5));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    // A matcher that tried all stars against each other would not end before the sun does.
    [Test, CancelAfter(10_000)]
    public void Matches_AHostilePattern_EndsSoon()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 127)) + "b";

        Assert.That(new WildcardPattern(pattern).Matches(new string('a', 255)), Is.False);
    }

    private static Arbitrary<string> TextOf(string letters) =>
        Gen.Elements(letters.ToCharArray()).ListOf().Select(static each => string.Concat(each)).ToArbitrary();
}
