namespace EventSinks.Wording;

[Parallelizable(ParallelScope.All)]
public class DidYouMeanTests
{
    private static readonly string[] Known = ["target", "ttl", "max_age"];

    [TestCase("tll", "ttl")]
    [TestCase("tlt", "ttl")]
    [TestCase("targt", "target")]
    [TestCase("Target", "target")]
    [TestCase("target_queue", null)]
    [TestCase("max-age", "max_age")]
    [TestCase("maxage", "max_age")]
    [TestCase("x", null)]
    [TestCase("", null)]
    public void Nearest_OfAMisspeltWord_IsTheOneThatWasMeant(string unknown, string? meant) =>
        Assert.That(DidYouMean.Nearest(unknown, Known), Is.EqualTo(meant));

    [Test]
    public void Hint_ListsTheKnownWords()
    {
        Assert.That(DidYouMean.Hint("tll", Known), Is.EqualTo("did you mean \"ttl\"? (known are \"max_age\", \"target\", \"ttl\")"));
        Assert.That(DidYouMean.Hint("foo", Known), Is.EqualTo("known are \"max_age\", \"target\", \"ttl\""));
        Assert.That(DidYouMean.Hint("foo", []), Is.EqualTo("none is known"));
    }

    [Test]
    public void Hint_OfAVeryLongWord_IsQuick() =>
        Assert.That(DidYouMean.Hint(new string('x', 1_000_000), Known), Does.StartWith("known are"));
}
