namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public class SinkDeclarationTests
{
    [Test]
    public void FromJson_OfWhatToJsonWrote_GivesTheSameDeclaration()
    {
        var sink = EnvironmentReader.Read("event_sinks: [{type: a}, {type: zaqar-queue, target: é😀, ttl: 123456789012345678901, x: .inf, y: [0.00001, 1.0e+16, -.inf, .nan]}]").Sinks[1];

        var stored = SinkDeclaration.FromJson(sink.ToJson(), "stack 1", sink.Index);

        Assert.That(stored.ToJson(), Is.EqualTo(sink.ToJson()));
        Assert.That((stored.Type, stored.Path, stored.File), Is.EqualTo(("zaqar-queue", "event_sinks[1]", "stack 1")));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"type\": 5}")]
    [TestCase("{\"type\": ")]
    public void FromJson_OfSomethingElse_Throws(string json) =>
        Assert.That(() => SinkDeclaration.FromJson(json), Throws.TypeOf<EnvironmentFormatException>());

    // Aliases make long contents of short files.
    [Test]
    public void Content_OfAnyDeclaration_TakesTheSameRoom()
    {
        var sinks = EnvironmentReader.Read($"event_sinks: [{{type: a}}, {{type: a, path: {new string('x', 100_000)}}}]").Sinks;

        Assert.That(sinks.Select(static sink => sink.Content.Length), Is.EqualTo([64, 64]));
    }
}
