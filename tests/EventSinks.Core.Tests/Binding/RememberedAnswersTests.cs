namespace EventSinks.Binding;

/// <summary>What is remembered of answers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RememberedAnswersTests
{
    [Test]
    public void Of_TheSameTextAgain_AsksOnce()
    {
        List<string> asked = [];
        var answers = new RememberedAnswers(text =>
        {
            asked.Add(text);
            return text == "yes";
        });

        for (var i = 0; i < 100; i++)
        {
            Assert.That((answers.Of("yes"), answers.Of("no")), Is.EqualTo((true, false)));
        }

        Assert.That(asked, Is.EqualTo(["yes", "no"]));
    }

    [Test]
    public void Of_VeryManyTexts_StaysRightAndBounded()
    {
        var answers = new RememberedAnswers(static text => text[^1] == '7');

        for (var i = 0; i < 1_000; i++)
        {
            Assert.That(answers.Of($"{i}"), Is.EqualTo(i % 10 == 7));
            Assert.That(answers.Of("17"), Is.True);
            Assert.That(answers.Count, Is.LessThanOrEqualTo(RememberedAnswers.Capacity));
        }
    }
}
