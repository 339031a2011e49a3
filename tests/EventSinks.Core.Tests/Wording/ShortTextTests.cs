namespace EventSinks.Wording;

[Parallelizable(ParallelScope.All)]
public sealed class ShortTextTests
{
    [TestCase(0)]
    [TestCase(80)]
    public void Of_AShortText_IsTheText(int length) => Assert.That(ShortText.Of(new string('x', length)), Is.EqualTo(new string('x', length)));

    [Test]
    public void Of_ALongText_IsItsBeginning() => Assert.That(ShortText.Of(new string('x', 81)), Is.EqualTo($"{new string('x', 80)}…"));

    [Test]
    public void Of_ALongText_TearsNoSurrogatePair() =>
        Assert.That(ShortText.Of($"{new string('x', 79)}😀😀"), Is.EqualTo($"{new string('x', 79)}…"));
}
