using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.OpenStack.Answers;

[Parallelizable(ParallelScope.All)]
public sealed class OneLineTests
{
    [TestCase(null, "")]
    [TestCase("a  b\r\n\tc", "a b c")]
    [TestCase("  a ", "a")]
    [TestCase("a\u001b[31mb", "a [31mb")]
    [TestCase("a\u202eb\u200bc", "a b c")]
    [TestCase("é😀", "é😀")]
    public void Of_AText_IsOneVisibleLine(string? text, string expected) => Assert.That(OneLine.Of(text), Is.EqualTo(expected));

    [Test]
    public void Of_ALongText_IsCutBetweenCharacters()
    {
        var line = OneLine.Of(string.Concat(Enumerable.Repeat("😀", 1000)));

        Assert.That(line, Has.Length.LessThanOrEqualTo(OneLine.MaxLength).And.EndsWith("😀…"));
    }

    [Test]
    public void Of_AnyText_IsShortAndWithoutControlCharacters() =>
        Prop.ForAll<string>(text => OneLine.Of(text) is { Length: <= OneLine.MaxLength } line && !line.Any(char.IsControl)).QuickCheckThrowOnFailure();
}
