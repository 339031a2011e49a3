using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>What Heat 19 was seen to make of environments that are right here.</summary>
[Parallelizable(ParallelScope.All)]
public class HeatCheckTests
{
    private const string Good = "event_sinks:\n- {type: zaqar-queue, target: q, ttl: 60}\n";
    private const string Other = "event_sinks:\n- {type: zaqar-queue, target: r}\n";

    [TestCase("")]
    [TestCase(Good)]
    [TestCase("event_sinks: []\n")]
    [TestCase("event_sinks:\n- {type: zaqar-queue, target: 7, ttl: null}\n- {type: zaqar-queue, target: yes, ttl: 1209600}\n")]
    [TestCase("parameters: {a: 1}\nparameter_merge_strategies: {default: merge}\nencrypted_param_names: [a]\n")]
    public void Check_OfWhatHeatDelivers_SaysNothing(string text) => Assert.That(Check(text), Is.Empty);

    [TestCase("{type: webhook, target: q}", "ES1201", 2, 10)]
    [TestCase("{type: Zaqar-Queue, target: q}", "ES1201", 2, 10)]
    [TestCase("{type: zaqar-queue, target: q, name: n}", "ES1202", 2, 34)]
    [TestCase("{type: zaqar-queue, target: q, yes: n}", "ES1202", 2, 34)]
    [TestCase("{type: zaqar-queue}", "ES1203", 2, 3)]
    [TestCase("{type: zaqar-queue, target: }", "ES1204", 2, 31)]
    [TestCase("{type: zaqar-queue, target: a.b}", "ES1204", 2, 31)]
    [TestCase("{type: zaqar-queue, target: [a]}", "ES1204", 2, 31)]
    [TestCase("{type: zaqar-queue, target: ''}", "ES1204", 2, 31)]
    [TestCase("{type: zaqar-queue, target: q, ttl: 30}", "ES1205", 2, 39)]
    [TestCase("{type: zaqar-queue, target: q, ttl: 1209601}", "ES1205", 2, 39)]
    [TestCase("{type: zaqar-queue, target: q, ttl: '120'}", "ES1205", 2, 39)]
    [TestCase("{type: zaqar-queue, target: q, ttl: 60.0}", "ES1205", 2, 39)]
    [TestCase("{type: zaqar-queue, target: q, ttl: yes}", "ES1205", 2, 39)]
    [TestCase("{type: zaqar-queue, target: q, ttl: 1e3}", "ES1205", 2, 39)]
    public void Check_OfASinkThatHeatRefusesOrLoses_SaysSoAtItsPlace(string sink, string code, int line, int column)
    {
        var found = Check($"event_sinks:\n- {sink}\n").Single();

        Assert.That((found.Code, found.Span.Start, found.IsError), Is.EqualTo((code, new SourcePosition(line, column), true)));
    }

    [Test]
    public void Check_OfATargetThatIsTooLong_CountsAsZaqarDoes()
    {
        Assert.That(Check($"event_sinks:\n- {{type: zaqar-queue, target: {new string('q', 64)}}}\n"), Is.Empty);
        Assert.That(Check($"event_sinks:\n- {{type: zaqar-queue, target: {new string('q', 65)}}}\n").Single().Code, Is.EqualTo("ES1204"));
    }

    [Test]
    public void Check_OfASinkBehindOneThatFails_SaysThatItGetsNothing()
    {
        var found = Check("event_sinks:\n- {type: zaqar-queue, target: q, ttl: 30}\n- {type: zaqar-queue, target: r}\n- {type: zaqar-queue, target: s}\n");

        Assert.That(found.Select(each => (each.Code, each.Span.Start.Line)), Is.EqualTo(new[] { ("ES1205", 2), ("ES1206", 3), ("ES1206", 4) }));
    }

    [Test]
    public void Check_OfSinksInTwoFiles_NamesTheSecond()
    {
        var found = HeatCheck.Check([Read(Good, "a.yaml"), Read("parameters: {}", "b.yaml"), Read(Other, "c.yaml")]).Single();

        Assert.That((found.Code, found.File), Is.EqualTo(("ES1207", "c.yaml")));
        Assert.That(found.Message, Does.Contain("a.yaml"));
    }

    [Test]
    public void Check_OfAnEmptyListBehindSinks_SaysThatHeatIgnoresIt()
    {
        Assert.That(HeatCheck.Check([Read("event_sinks: []", "a"), Read(Good, "b")]), Is.Empty);
        Assert.That(HeatCheck.Check([Read(Good, "a"), Read("event_sinks: []", "b")]).Single().Code, Is.EqualTo("ES1208"));
    }

    [Test]
    public void Check_OfAnUpdate_SaysThatHeatOnlyAdds()
    {
        var stored = Read(Good, "a");

        Assert.That(HeatCheck.Check([stored], [Read(Good, "b")]).Single().Code, Is.EqualTo("ES1209"));
        Assert.That(HeatCheck.Check([stored], [Read("event_sinks: []", "b")]).Single().Code, Is.EqualTo("ES1209"));
        Assert.That(HeatCheck.Check([stored], [Read("parameters: {a: 1}", "b")]), Is.Empty);
        Assert.That(HeatCheck.Check([Read("", "a")], [Read(Good, "b")]), Is.Empty);
    }

    [Test]
    public void Check_OfEncryptedNamesInTwoFiles_NamesTheSecond()
    {
        var found = HeatCheck.Check([Read("encrypted_param_names: [a]", "a"), Read("encrypted_param_names: [b]", "b")]).Single();

        Assert.That((found.Code, found.File), Is.EqualTo(("ES1210", "b")));
    }

    private static IReadOnlyList<Diagnostic> Check(string text) => HeatCheck.Check([Read(text, "f")]);

    private static StackEnvironment Read(string text, string file) => EnvironmentReader.Read(text, file);
}
