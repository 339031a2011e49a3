using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.OpenStack.Answers;

[Parallelizable(ParallelScope.All)]
public sealed class AnswerWordsTests
{
    [TestCase("""{"title": "T", "description": "D"}""", "T", "D", true)]
    [TestCase("""{"title": "404 Not Found"}""", "404 Not Found", null, false)]
    [TestCase("""{"error": {"code": 401, "title": "Unauthorized", "message": "M"}}""", "Unauthorized", "M", false)]
    [TestCase("""{"error": "E"}""", null, "E", false)]
    [TestCase("""{"title": 1, "description": ["D"]}""", null, null, false)]
    [TestCase("""{"title": "\ud800", "description": "D"}""", null, """{"title": "\ud800", "description": "D"}""", false)]
    [TestCase("""{"title": "cut""", null, """{"title": "cut""", false)]
    [TestCase("<html><head><TITLE>502 Bad Gateway</title></head></html>", "502 Bad Gateway", null, false)]
    [TestCase("<html>no title</html>", null, null, false)]
    [TestCase("<title>open", null, null, false)]
    [TestCase(" plain words\n", null, "plain words", false)]
    [TestCase("", null, "", false)]
    [TestCase("[1]", null, "[1]", false)]
    public void Read_OfABody_FindsItsWords(string body, string? title, string? description, bool isZaqars) =>
        Assert.That(AnswerWords.Read(body), Is.EqualTo(new AnswerWords(title, description, isZaqars)));

    [Test]
    public void Read_OfAnyText_NeverFails() =>
        Prop.ForAll<string>(text => AnswerWords.Read(text ?? "") is { IsZaqars: false }).QuickCheckThrowOnFailure();
}
