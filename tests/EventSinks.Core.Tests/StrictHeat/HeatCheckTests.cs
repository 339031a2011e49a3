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

    // The key of a removal is what Heat refuses; the rest of it is no sink.
    [Test]
    public void Check_OfARemoval_NamesItsKeyOnly() =>
        Assert.That(
            HeatCheck.Check([Read(Good, "a")], [Read("event_sinks:\n- {type: zaqar-queue, ttl: 30, remove: true}\n", "b")]).Select(static each => each.Code),
            Is.EqualTo(["ES1202"]));

    [TestCase("{p: 1}", "{p: merge}", "{p: 2}", "an integer")]
    [TestCase("{p: 1.5}", "{default: merge}", "{p: 2.5}", "a float")]
    [TestCase("{p: ~, q: x}", "{p: merge}", "{p: x}", null, TestName = "the strategy of a file that gives null only is of no account")]
    [TestCase("{p: 0}", "{p: merge}", "{p: x}", "text together with an integer of an earlier file")]
    [TestCase("{p: {k: ~}}", "{p: deep_merge}", "{p: {k: x}}", "a text inside of this map")]
    [TestCase("{p: {k: {l: 0}}}", "{p: deep_merge}", "{p: {k: {l: x}}}", "a text inside of this map")]
    [TestCase("{p: {k: ~}}", "{p: merge}", "{p: {k: x}}", null)]
    [TestCase("{p: {k: [1]}}", "{p: deep_merge}", "{p: {k: [2], l: x, m: 3}}", null)]
    [TestCase("{p: []}", "{p: merge}", "{p: 'a,b'}", null)]
    [TestCase("{p: x}", "{default: merged}", "{p: y}", "takes the strategy \"merged\", which there is not")]
    [TestCase("{p: x}", "{p: merged}", "{p: y}", null)]
    [TestCase("{p: x}", "{default: merge}", "{p: y}", null)]
    [TestCase("{p: 1}", "{default: overwrite}", "{p: 2}", null)]
    public void Check_OfMergedParameters_NamesWhatHeatCannotPutTogether(string first, string strategies, string second, string? expected)
    {
        var files = new[] { Read($"parameters: {first}\nparameter_merge_strategies: {strategies}\n", "a"), Read($"parameters: {second}\n", "b") };

        Assert.That(EnvironmentMerger.Merge(files).IsValid, Is.True, "it is right here");
        var found = HeatCheck.Check(files).SingleOrDefault();
        Assert.That((found?.Code, found?.File), Is.EqualTo(expected is null ? (null, null) : ("ES1211", "b")));
        Assert.That(found?.Message ?? "", Does.Contain(expected ?? ""));
    }

    [Test]
    public void Check_OfTextBehindANull_NamesIt()
    {
        var files = new[] { Read("parameters: {p: ~, q: x}", "a"), Read("parameters: {p: x}\nparameter_merge_strategies: {p: merge}\n", "b") };

        Assert.That(HeatCheck.Check(files).Single().Message, Does.Contain("text together with null of an earlier file"));
    }

    private static IReadOnlyList<Diagnostic> Check(string text) => HeatCheck.Check([Read(text, "f")]);

    private static StackEnvironment Read(string text, string file) => EnvironmentReader.Read(text, file);
}
