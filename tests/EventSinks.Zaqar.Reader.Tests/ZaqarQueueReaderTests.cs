using EventSinks.OpenStack;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueReaderTests
{
    [TestCase("q", true)]
    [TestCase("a-b_c.D9", true)]
    [TestCase("", false)]
    [TestCase(".", false)]
    [TestCase("..", false)]
    [TestCase("a/b", false)]
    [TestCase("a b", false)]
    [TestCase("q\n", false)]
    [TestCase("q?", false)]
    [TestCase("é", false)]
    public void IsQueueName_TakesWhatZaqarTakes(string name, bool isOne)
    {
        Assert.That(ZaqarQueueReader.IsQueueName(name), Is.EqualTo(isOne));
    }

    [Test]
    public void IsQueueName_OfALongName_IsFalse() =>
        Assert.That((ZaqarQueueReader.IsQueueName(new('a', 64)), ZaqarQueueReader.IsQueueName(new('a', 65))), Is.EqualTo((true, false)));

    [Test]
    public void Constructor_WithAWrongName_Throws()
    {
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => _ = new ZaqarQueueReader("a/b", new OpenStackSession(Some.Settings, http), http));
    }

    [Test]
    public void Constructor_WithWrongOptions_SaysEverythingThatIsWrong()
    {
        using var zaqar = new FakeZaqar();
        var options = new ZaqarQueueReaderOptions
        {
            Interval = TimeSpan.Zero,
            RememberedIds = -1,
            ClaimSize = 21,
            ClaimTtl = TimeSpan.FromSeconds(59),
            ClaimGrace = TimeSpan.FromSeconds(60.5),
        };

        var error = Assert.Throws<ArgumentException>(() => Some.Reader(zaqar, options));

        Assert.That(error!.Message.Split('\n').Select(static line => line.Split(' ')[0]), Is.EqualTo(new[] { "Interval", "RememberedIds", "ClaimSize", "ClaimTtl", "ClaimGrace" }));
    }
}
