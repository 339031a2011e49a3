using EventSinks.Yaml;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public sealed class EnvironmentMergerTests
{
    private const string Queue = "event_sinks:\n- {type: zaqar-queue, target: a}\n";

    [Test]
    public void Merge_OfNoFiles_IsEmpty()
    {
        var merged = EnvironmentMerger.Merge([]);

        Assert.That(merged.Environment!.ToJson(), Is.EqualTo(StackEnvironment.Empty.ToJson()));
        Assert.That(merged.Environment.Sources, Is.Empty);
    }

    [Test]
    public void Merge_WhenTwoFilesHaveSinks_AppendsInFileOrder()
    {
        var merged = Merge(Queue, "event_sinks:\n- {type: console}\n- {type: zaqar-queue, target: b}\n");

        Assert.That(Sinks(merged), Is.EqualTo("[{\"type\": \"zaqar-queue\", \"target\": \"a\"}, {\"type\": \"console\"}, {\"type\": \"zaqar-queue\", \"target\": \"b\"}]"));
        Assert.That(merged.Environment!.Sinks.Select(static sink => (sink.File, sink.Path)), Is.EqualTo(
            [("1.yaml", "event_sinks[0]"), ("2.yaml", "event_sinks[0]"), ("2.yaml", "event_sinks[1]")]));
        Assert.That(merged.Environment.Sources.Select(static source => source.Text), Is.EqualTo(
            [Queue, "event_sinks:\n- {type: console}\n- {type: zaqar-queue, target: b}\n"]));
    }

    [TestCase("event_sinks:\n- {target: a, type: zaqar-queue}\n", TestName = "whatever the order of its keys")]
    [TestCase("event_sinks:\n- type: 'zaqar-queue'\n  target: \"a\"\n", TestName = "however it is written")]
    public void Merge_WhenALaterFileDeclaresASinkAgain_CountsItOnceAndNamesBothPlaces(string again)
    {
        var merged = Merge(Queue, again);

        Assert.That(Sinks(merged), Is.EqualTo("[{\"type\": \"zaqar-queue\", \"target\": \"a\"}]"));
        Assert.That(
            merged.Diagnostics.Single().ToString(),
            Is.EqualTo("2.yaml:2:3: warning ES1111: this sink is declared at 1.yaml:2:3 too, and counts once, where it stands first"));
        Assert.That(merged.Environment!.Diagnostics, Is.EqualTo(merged.Diagnostics));
    }

    [Test]
    public void Merge_WhenOneFileDeclaresASinkTwice_KeepsBoth() =>
        Assert.That(Merge("event_sinks:\n- {type: a}\n- {type: a}\n", "parameters: {}").Environment!.Sinks, Has.Count.EqualTo(2));

    // Heat's engine ignores the list, and Heat's client does not.
    [Test]
    public void Merge_WhenALaterFileHasAnEmptyList_ClearsWhatCameBefore()
    {
        var merged = Merge(Queue, "event_sinks: []", "event_sinks:\n- {type: console}\n");

        Assert.That(Sinks(merged), Is.EqualTo("[{\"type\": \"console\"}]"));
        Assert.That(merged.Diagnostics, Is.Empty);
    }

    [TestCase("event_sinks: {}")]
    [TestCase("event_sinks: false")]
    [TestCase("event_sinks: ''")]
    [TestCase("event_sinks: 0")]
    [TestCase("parameters: {}")]
    [TestCase("")]
    public void Merge_WhenALaterFileHasNoList_ClearsNothing(string text) =>
        Assert.That(Merge(Queue, text).Environment!.Sinks, Has.Count.EqualTo(1));

    [Test]
    public void Merge_OfWhatWasMergedBefore_StillClears()
    {
        var later = Merge("event_sinks: []", Queue).Environment!;

        var merged = EnvironmentMerger.Merge([EnvironmentReader.Read("event_sinks: [{type: console}]"), later]);

        Assert.That(Sinks(merged), Is.EqualTo("[{\"type\": \"zaqar-queue\", \"target\": \"a\"}]"));
    }

    [Test]
    public void Merge_OfEmptyAndAbsent_KeepsThemApart()
    {
        Assert.That(Merge("event_sinks: []").Environment!.Sections, Does.ContainKey("event_sinks"));
        Assert.That(Merge("parameters: {}").Environment!.Sections, Does.Not.ContainKey("event_sinks"));
    }

    [Test]
    public void Merge_WhenALaterFileRemovesASink_LeavesItOut()
    {
        var merged = Merge("event_sinks:\n- {type: a, target: x, ttl: 60}\n- {type: a, target: y}\n", "event_sinks:\n- {type: a, target: x, remove: true}\n");

        Assert.That(Sinks(merged), Is.EqualTo("[{\"type\": \"a\", \"target\": \"y\"}]"));
    }

    [Test]
    public void Merge_WhenAFileRemovesASinkAndDeclaresItAnew_TakesTheNewOne() =>
        Assert.That(
            Sinks(Merge("event_sinks: [{type: a, ttl: 1}, {type: b}]", "event_sinks: [{type: a, ttl: 1}, {type: a, remove: true}]")),
            Is.EqualTo("[{\"type\": \"b\"}, {\"type\": \"a\", \"ttl\": 1}]"));

    [Test]
    public void Merge_WhenOneFileHasTwoRemovals_HoldsBothAgainstTheSameSinks() =>
        Assert.That(
            Merge("event_sinks: [{type: a, target: x}]", "event_sinks: [{type: a, remove: true}, {type: a, target: x, remove: true}]").Environment!.Sinks,
            Is.Empty);

    [TestCase("event_sinks: [{type: a, ttl: ~}]", "event_sinks: [{type: a, name: ~}]", 1, TestName = "in a sink")]
    [TestCase("event_sinks: [{type: a}]", "event_sinks: [{type: a, ttl: ~, remove: true}]", 0, TestName = "in a removal")]
    [TestCase("event_sinks: [{type: a, ttl: ~}]", "event_sinks: [{type: a, remove: true}]", 0, TestName = "in what is removed")]
    public void Merge_OfNullOptions_TakesThemForNothing(string first, string second, int left) =>
        Assert.That(Merge(first, second).Environment!.Sinks, Has.Count.EqualTo(left));

    [Test]
    public void Merge_OfThousandsOfRepetitions_ReportsAThousand_AndIsNoError()
    {
        var sinks = $"event_sinks:\n{string.Concat(Enumerable.Range(0, 1_500).Select(static i => $"- {{type: a, target: {i}}}\n"))}";

        var merged = Merge(sinks, sinks);

        Assert.That(merged.Environment!.Sinks, Has.Count.EqualTo(1_500));
        Assert.That((merged.Diagnostics.Count, merged.Diagnostics[^1].Code), Is.EqualTo((1_001, "ES1018")));
    }

    [TestCase("{type: b, target: x, remove: true}", TestName = "another type")]
    [TestCase("{type: a, target: x, ttl: 90, remove: true}", TestName = "another value")]
    [TestCase("{type: a, ttl: 60, token: t, remove: true}", TestName = "a key more")]
    [TestCase("{type: a, target: x, remove: false}", TestName = "no removal")]
    public void Merge_WhenARemovalFindsNothing_KeepsIt_SoThatBindingSaysSo(string entry)
    {
        var merged = Merge("event_sinks:\n- {type: a, target: x, ttl: 60}\n", $"event_sinks:\n- {entry}\n");

        Assert.That(merged.Environment!.Sinks, Has.Count.EqualTo(2));
    }

    // Of the other maps Heat puts later entries in place of earlier ones, the first level only, and passes nulls over.
    [Test]
    public void Merge_OfRegistries_TakesTheLaterEntry() =>
        Assert.That(
            Section(
                "resource_registry",
                "resource_registry: {A: a.yaml, B: b.yaml, resources: {x: {hooks: pre-create}}}",
                "resource_registry: {B: ~, A: c.yaml, resources: {y: {hooks: pre-update}}, D: d.yaml}"),
            Is.EqualTo("{\"A\": \"c.yaml\", \"B\": \"b.yaml\", \"resources\": {\"y\": {\"hooks\": \"pre-update\"}}, \"D\": \"d.yaml\"}"));

    // Heat crashes.
    [Test]
    public void Merge_OfEncryptedNames_IsTheirUnionInOrder() =>
        Assert.That(
            Section("encrypted_param_names", "encrypted_param_names: [b, a]", "encrypted_param_names: [c, a]"), Is.EqualTo("[\"b\", \"a\", \"c\"]"));

    [Test]
    public void Merge_OfStrategies_TakesTheLaterOfEach() =>
        Assert.That(
            Section("parameter_merge_strategies", "parameter_merge_strategies: {default: merge, a: merge}", "parameter_merge_strategies: {default: overwrite}"),
            Is.EqualTo("{\"default\": \"overwrite\", \"a\": \"merge\"}"));

    [Test]
    public void Merge_OfSeveralMistakes_ReportsAllOfThem_FileAfterFile()
    {
        var merged = Merge(
            "parameters: {a: [1], b: {c: 1}, b: x}\nparameter_merge_strategies: {default: merge, c: concat}\n",
            "parameter_merge_strategies: {b: overwrite}\nparameters: {b: y, a: {}}\n");

        Assert.That(merged.IsValid, Is.False);
        Assert.That(
            merged.Diagnostics.Select(static each => $"{each.File} {each.Code}"),
            Is.EqualTo(["1.yaml ES1016", "1.yaml ES1112", "2.yaml ES1113", "2.yaml ES1114"]));
    }

    [Test]
    public void Merge_OfOneFileGivenTwice_SaysEachWarningOnce()
    {
        var environment = EnvironmentReader.Read("parameters: {a: 1, a: 2}", "e.yaml");

        Assert.That(EnvironmentMerger.Merge([environment, environment]).Diagnostics, Has.Count.EqualTo(1));
    }

    [Test]
    public void Merge_LeavesItsSourcesAsTheyWere()
    {
        var first = EnvironmentReader.Read("parameters: {a: [1]}\nparameter_merge_strategies: {default: merge}\nevent_sinks: [{type: a}]\n");
        var before = first.ToJson();

        EnvironmentMerger.Merge([first, EnvironmentReader.Read("parameters: {a: [2]}\nevent_sinks: [{type: b}]\n"), first]);

        Assert.That(first.ToJson(), Is.EqualTo(before));
    }

    private static EnvironmentMergeResult Merge(params string[] texts) =>
        EnvironmentMerger.Merge(texts.Select(static (text, i) => EnvironmentReader.Read(text, $"{i + 1}.yaml")));

    private static string Sinks(EnvironmentMergeResult merged) => YamlJsonWriter.Write(merged.Environment!.Sections["event_sinks"]);

    private static string Section(string name, params string[] texts) => YamlJsonWriter.Write(Merge(texts).Environment!.Sections[name]);
}
