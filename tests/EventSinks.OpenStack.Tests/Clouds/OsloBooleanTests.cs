namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class OsloBooleanTests
{
    [TestCase("1", true)]
    [TestCase("T", true)]
    [TestCase("True", true)]
    [TestCase("on", true)]
    [TestCase("y", true)]
    [TestCase(" yes ", true)]
    [TestCase("0", false)]
    [TestCase("f", false)]
    [TestCase("FALSE", false)]
    [TestCase("Off", false)]
    [TestCase("n", false)]
    [TestCase("no", false)]
    [TestCase("", null)]
    [TestCase("2", null)]
    [TestCase("None", null)]
    [TestCase("/etc/ca.pem", null)]
    public void Parse_AWord_IsWhatOsloTakesItFor(string word, bool? expected) => Assert.That(OsloBoolean.Parse(word), Is.EqualTo(expected));
}
