namespace EventSinks.OpenStack.Answers;

[Parallelizable(ParallelScope.All)]
public sealed class AnswerBodyTests
{
    [TestCase(0, 0)]
    [TestCase(100, 100)]
    [TestCase(64 * 1024, 64 * 1024)]
    [TestCase(1_000_000, 64 * 1024)]
    public async Task Read_OfABody_StopsAtTheCap(int bytes, int expected)
    {
        using var content = new StringContent(new string('x', bytes));

        Assert.That(await AnswerBody.ReadAsync(content, CancellationToken.None), Has.Length.EqualTo(expected));
    }
}
