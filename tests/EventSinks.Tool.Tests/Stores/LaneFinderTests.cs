using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

[TestFixture]
public sealed class LaneFinderTests
{
    private static readonly NamedLane[] Lanes =
    [
        Lane(new LaneKey("zaqar-queue", "q")),
        Lane(new LaneKey("zaqar-queue", "q", 1)),
        Lane(new LaneKey("json-lines", "out.jsonl"), """{"type": "json-lines", "path": "out.jsonl", "name": "mine"}"""),
        Lane(new LaneKey("json-lines", "out.jsonl", 0, 2), """{"type": "json-lines", "path": "out.jsonl", "name": "mine"}""") ,
    ];

    [TestCase("zaqar-queue:q", "zaqar-queue:q")]
    [TestCase("zaqar-queue:q#2", "zaqar-queue:q#2")]
    [TestCase("mine", "json-lines:out.jsonl")]
    [TestCase("mine~2", "json-lines:out.jsonl~2")]
    public void Find_ByKeyOrName_GivesTheLane(string word, string key) =>
        Assert.That(LaneFinder.Find(Lanes, [word], "s").Select(static lane => lane.Key), Is.EqualTo([key]));

    [Test]
    public void Find_ByADestinationThatOnlyOneHas_GivesTheLane() =>
        Assert.That(LaneFinder.Find(Lanes[..3], ["out.jsonl"], "s").Single().Name, Is.EqualTo("mine"));

    [Test]
    public void Find_WithoutWords_GivesAll() => Assert.That(LaneFinder.Find(Lanes, [], "s"), Is.EqualTo(Lanes));

    [Test]
    public void Find_OfADestinationThatSeveralHave_NamesThem()
    {
        var error = Assert.Throws<ToolException>(() => LaneFinder.Find(Lanes, ["q"], "s"));

        Assert.That(error!.Message, Is.EqualTo("\"q\" is the destination of several sinks of stack s; give one of \"zaqar-queue:q\", \"zaqar-queue:q#2\""));
    }

    [Test]
    public void Find_OfAnUnknownSink_ListsTheKnownOnes_AndSaysWhatWasProbablyMeant()
    {
        var error = Assert.Throws<ToolException>(() => LaneFinder.Find(Lanes, ["zaqar-queue:p"], "s"));

        Assert.That(error!.Message, Does.StartWith("stack s has no sink \"zaqar-queue:p\"; did you mean \"zaqar-queue:q\"? (known are ").And.Contains("\"mine\""));
    }

    private static NamedLane Lane(LaneKey key, string? declaration = null) =>
        NamedLane.Of(new StoredLane(key, 0, 0, default) { Declaration = declaration });
}
