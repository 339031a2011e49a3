namespace EventSinks.Zaqar.Answers;

[Parallelizable(ParallelScope.All)]
public sealed class NamedLimitTests
{
    [TestCase("Message collection size is too large. Max size 262144", 262_144)]
    [TestCase("The max size for current queue is 2048. It is calculated by max size = min(max_messages_post_size_config: 262144, max_messages_post_size_queue: 2048).", 2048)]
    [TestCase("no number", null)]
    [TestCase("0 and 99999999999999", null)]
    public void Read_OfZaqarsWords_IsTheSmallestNumber(string words, int? expected) => Assert.That(NamedLimit.Read(words), Is.EqualTo(expected));
}
