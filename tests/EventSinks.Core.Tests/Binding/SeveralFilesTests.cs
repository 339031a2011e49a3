using EventSinks.Discovery;
using EventSinks.Environments;

namespace EventSinks.Binding;

/// <summary>Binding what several files say, or an update, or the operator beside the stack's user.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SeveralFilesTests
{
    private static readonly SinkBinder Binder = new(new SinkCatalogBuilder().AddSink<TestSinkFactory>().Build());

    [Test]
    public void Bind_WhenALaterFileLeadsToTheSameDestination_TheLaterOneWins()
    {
        var report = Bind("event_sinks:\n- {type: test, target: a, ttl: 10}\n- {type: test, target: b}\n", "event_sinks:\n- {type: test, target: a, ttl: 20}\n");

        Assert.That(report.Bindings.Select(static each => $"{each.Name} {each.Declaration.File}"), Is.EqualTo(["test:b 1.yaml", "test:a 2.yaml"]));
        Assert.That(
            report.Diagnostics.Single().ToString(),
            Is.EqualTo("2.yaml:2:10: warning ES2030: the sink at 1.yaml:2:3 leads to \"a\" too, with other options; this later one takes its place"));
    }

    [Test]
    public void Bind_WhenTheLastOfThreeFilesRepeatsTheFirst_TheLastOneWins_WhereTheFirstOneStands()
    {
        var report = Bind(
            "event_sinks:\n- {type: test, target: a, ttl: 10}\n- {type: test, target: b}\n",
            "event_sinks:\n- {type: test, target: a, ttl: 20}\n",
            "event_sinks:\n- {ttl: 10, target: a, type: test}\n");

        Assert.That(report.Bindings.Select(static each => each.Name), Is.EqualTo(["test:a", "test:b"]));
        Assert.That(report.Environment.Sinks[0].ToJson(), Is.EqualTo("{\"type\": \"test\", \"target\": \"a\", \"ttl\": 10}"));
        Assert.That(report.Diagnostics.Select(static each => $"{each.File} {each.Code}"), Is.EqualTo(["3.yaml ES1111", "3.yaml ES2030"]));
    }

    [Test]
    public void Bind_WhenAThirdFileDeclaresWhatASecondSwitchedOff_ItIsOnAgain() =>
        Assert.That(
            Bind(
                "event_sinks: [{type: test, target: a}]",
                "event_sinks: [{type: test, target: a, enabled: false}]",
                "event_sinks: [{type: test, target: a}]").Bindings,
            Has.Count.EqualTo(1));

    [Test]
    public void Bind_WhenAnUpdateRemovesWhatHadTakenAPlace_DoesNotGiveItBack()
    {
        var stored = EnvironmentMerger.Merge([Read("a", "[{type: test, target: a, ttl: 10}]"), Read("b", "[{type: test, target: a, ttl: 20}]")]).Environment!;

        var report = Binder.Bind(stored.Update(Read("c", "[{type: test, target: a, ttl: 20, remove: true}]")));

        Assert.That(report.Bindings, Is.Empty);
        Assert.That(report.Environment.Sinks, Is.Empty);
        Assert.That(
            report.Diagnostics.Single().ToString(),
            Is.EqualTo(
                "b:1:22: warning ES2030: the sink at a:1:15 leads to \"a\" too, with other options; this one took its place before it was removed itself"));
    }

    [Test]
    public void Bind_WhenAPlaceIsDeclaredAnewAfterARemoval_TakesTheNewOne() =>
        Assert.That(
            Bind(
                "event_sinks: [{type: test, target: a, ttl: 10}]",
                "event_sinks: [{type: test, target: a, ttl: 20}]",
                "event_sinks: [{type: test, target: a, ttl: 20, remove: true}]",
                "event_sinks: [{type: test, target: a, ttl: 10}]").Bindings,
            Has.Count.EqualTo(1));

    [Test]
    public void Bind_OfAnUpdateWithTheSameTwoSinksOfOneDestination_KeepsBoth()
    {
        var both = Read("a", "[{type: test, target: a}, {type: test, target: a, ttl: 20}]");

        Assert.That(Binder.Bind(both.Update(both)).Bindings, Has.Count.EqualTo(2));
    }

    [Test]
    public void Bind_OfThousandsOfMistakes_ReportsAThousandOfAFile_AndStillBindsWhatIsRight()
    {
        var wrong = string.Concat(Enumerable.Repeat("- {type: unknown}\n", 1_500));

        var report = Bind($"event_sinks:\n{wrong}- {{type: test, target: a}}\n", "event_sinks:\n- {type: tets}\n");

        Assert.That(report.Diagnostics.Count(static each => each.File == "1.yaml"), Is.EqualTo(1_001));
        Assert.That(report.Diagnostics.Count(static each => each.File == "2.yaml"), Is.EqualTo(1));
        Assert.That((report.Bindings.Count, report.Unbound.Count), Is.EqualTo((1, 1_501)));
    }

    // What is stored is read back as one text, in which both would deliver.
    [Test]
    public void Bind_WhenALaterFileWins_GivesTheEnvironmentToStore()
    {
        var report = Bind("event_sinks:\n- {type: test, target: a, ttl: 10}\n", "event_sinks:\n- {type: test, target: a, ttl: 20}\n");

        var again = Binder.Bind(EnvironmentReader.Read(report.Environment.ToJson()));
        Assert.That(again.Bindings.Single().Declaration.ToJson(), Is.EqualTo("{\"type\": \"test\", \"target\": \"a\", \"ttl\": 20}"));
        Assert.That(again.Diagnostics, Is.Empty);
    }

    [Test]
    public void Bind_WhenALaterFileSwitchesASinkOff_ItIsOff() =>
        Assert.That(Bind("event_sinks: [{type: test, target: a}]", "event_sinks: [{type: test, target: a, enabled: false}]").Bindings, Is.Empty);

    [Test]
    public void Bind_WhenTheLaterOneIsWrong_TheEarlierOneStays()
    {
        var report = Bind("event_sinks: [{type: test, target: a}]", "event_sinks: [{type: test, target: a, ttl: 0}]");

        Assert.That(report.Bindings.Single().Declaration.File, Is.EqualTo("1.yaml"));
        Assert.That(report.HasErrors, Is.True);
    }

    [Test]
    public void Bind_WhenTwoInOneFileLeadToOneDestination_BothStay_AndALaterFileReplacesBoth()
    {
        const string two = "event_sinks: [{type: test, target: a}, {type: test, target: a, ttl: 20}]";

        Assert.That(Bind(two, "parameters: {}").Bindings, Has.Count.EqualTo(2));
        Assert.That(Bind(two, "event_sinks: [{type: test, target: a, ttl: 30}]").Bindings, Has.Count.EqualTo(1));
    }

    // Names of files do not tell them apart: texts of a database have none.
    [Test]
    public void Bind_WhenFilesHaveOneName_StillTellsThemApart()
    {
        var environments = new[] { 10, 20 }.Select(static ttl => EnvironmentReader.Read($"event_sinks: [{{type: test, target: a, ttl: {ttl}}}]"));

        Assert.That(Binder.Bind(EnvironmentMerger.Merge(environments).Environment!).Bindings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Bind_OfMergedFiles_NamesTheFileOfEachMistake_InTheirOrder()
    {
        var report = Bind("parameters: {}\n\n\nevent_sinks:\n- {type: test, target: a, ttl: 0}\n", "event_sinks:\n- {type: tets}\n");

        Assert.That(
            report.Diagnostics.Select(static each => each.ToString()),
            Is.EqualTo(
                [
                    "1.yaml:5:32: error ES2006: The field ttl must be between 1 and 100. Found 0.",
                    "2.yaml:2:10: error ES2001: there is no sink type \"tets\"; did you mean \"test\"? (known are \"test\")",
                ]));
    }

    [Test]
    public void Bind_OfOneNameInTwoFiles_NamesTheOther() =>
        Assert.That(
            Bind("event_sinks: [{type: test, target: a, name: n}]", "event_sinks: [{type: test, target: b, name: n}]").Diagnostics.Single().Message,
            Is.EqualTo("name \"n\" is taken by event_sinks[0] at 1.yaml:1:15; give each sink a name of its own"));

    [TestCase("{type: test, target: b, remove: true}", " (with another \"target\")")]
    [TestCase("{type: test, target: a, ttl: 20, remove: true}", " (without \"ttl\")")]
    [TestCase("{type: test, target: b, ttl: 20, remove: true}", "")]
    [TestCase("{type: unknown, remove: true}", " (with another \"type\")")]
    public void Bind_OfARemovalThatFoundNothing_SaysWhatThereIs_AndWhatTheOneDifferenceIs(string removal, string difference)
    {
        var report = Bind("event_sinks: [{type: test, target: a, token: s3cret}]", $"event_sinks: [{removal}]");

        Assert.That(report.Bindings, Has.Count.EqualTo(1));
        Assert.That(report.Unbound, Is.Empty, "no lane waits for it");
        Assert.That(report.Diagnostics.Single().ToString(), Does.Contain("ES2031").And.EndWith($"there are \"test\" at 1.yaml:1:15{difference}").And.Not.Contains("s3cret"));
    }

    [Test]
    public void Bind_OfARemovalInTheOnlyFile_SaysSo() =>
        Assert.That(
            Bind("event_sinks:\n- {type: test, target: a}\n- {type: test, target: a, remove: true}\n").Diagnostics.Single().ToString(),
            Does.StartWith("1.yaml:3:35: error ES2031: nothing to remove").And.EndWith("there are no earlier sinks"));

    [TestCase("remove: 1", "ES2005")]
    [TestCase("remove: false", null)]
    [TestCase("remove:", null)]
    public void Bind_OfARemovalThatIsNone_ChecksItsKind(string key, string? code) =>
        Assert.That(
            Bind($"event_sinks:\n- type: test\n  target: a\n  {key}\n").Diagnostics.SingleOrDefault()?.Code, Is.EqualTo(code));

    [Test]
    public void Bind_WithTheOperatorsSinks_AddsThem_AndSaysWhoseTheyAre()
    {
        var report = BindBeside("event_sinks: [{type: test, target: op}]", "event_sinks: [{type: test, target: a}]");

        Assert.That(report.Bindings.Select(static each => (each.Name, each.IsGlobal)), Is.EqualTo([("test:op", true), ("test:a", false)]));
        Assert.That(report.Diagnostics, Is.Empty);
    }

    [TestCase("event_sinks: []", null, TestName = "by an empty list")]
    [TestCase("event_sinks: [{type: test, target: op, remove: true}]", "ES2031", TestName = "by a removal")]
    [TestCase("event_sinks: [{type: test, target: op, ttl: 20}]", "ES2032", TestName = "by other options")]
    [TestCase("event_sinks: [{type: test, target: op, enabled: false}]", "ES2032", TestName = "by switching it off")]
    [TestCase("event_sinks: [{type: test, target: op}]", "ES2032", TestName = "by the same entry, which counts once")]
    public void Bind_OfAUser_CannotTakeAnOperatorsSinkAway(string user, string? code)
    {
        var report = BindBeside("event_sinks: [{type: test, target: op}]", user);

        var binding = report.Bindings.Single();
        Assert.That((binding.IsGlobal, binding.Declaration.ToJson()), Is.EqualTo((true, "{\"type\": \"test\", \"target\": \"op\"}")));
        Assert.That(report.Diagnostics.SingleOrDefault()?.Code, Is.EqualTo(code));
        Assert.That(report.Environment.ToJson(), Is.EqualTo(EnvironmentReader.Read(user).ToJson()), "what the user wrote is kept");
    }

    [Test]
    public void Bind_OfAUser_MayGiveANameThatTheOperatorGivesToo()
    {
        var report = BindBeside("event_sinks: [{type: test, target: op, name: audit}]", "event_sinks: [{type: test, target: a, name: audit}]");

        Assert.That(report.Bindings.Select(static each => (each.Name, each.IsGlobal)), Is.EqualTo([("audit", true), ("audit", false)]));
        Assert.That(report.Diagnostics, Is.Empty);
    }

    [TestCase("", "sends every stack's events to")]
    [TestCase(", format: heat-extended", "sends every stack's events to")]
    [TestCase(", events: {actions: CREATE}", "the operator's choice of events")]
    [TestCase(", max_age: 1h", "the operator's choice of events")]
    [TestCase(", properties: none", "the operator's choice of events")]
    public void Bind_OfADestinationOfTheOperators_SaysTruly(string keys, string expected) =>
        Assert.That(
            BindBeside($"event_sinks: [{{type: test, target: op{keys}}}]", "event_sinks: [{type: test, target: op}]").Diagnostics.Single().Message,
            Does.Contain(expected));

    [Test]
    public void Bind_WhenTheOperatorsSinkIsWrong_TellsTheOperatorAndNotTheUser()
    {
        var report = BindBeside("event_sinks: [{type: test, target: op, ttl: 0}, {type: nope}]", "event_sinks: [{type: test, target: a}]");

        Assert.That((report.HasErrors, report.Diagnostics.Count, report.Bindings.Count), Is.EqualTo((false, 0, 1)));
        Assert.That(report.GlobalDiagnostics.Select(static each => each.Code), Is.EquivalentTo(["ES2001", "ES2006"]));
        Assert.That((report.GlobalUnbound.Count, report.Unbound.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Bind_OfAnOperatorsSinkThatIsSwitchedOff_LeavesTheDestinationToTheUser()
    {
        var report = BindBeside("event_sinks: [{type: test, target: op, enabled: false}]", "event_sinks: [{type: test, target: op}]");

        Assert.That(report.Bindings.Single().IsGlobal, Is.False);
        Assert.That(report.Diagnostics, Is.Empty);
    }

    [Test]
    public void Bind_OfTheOperatorsEnvironment_ShowsNothingOfItsFilesToTheUser()
    {
        var global = EnvironmentReader.Read("event_sinks: [{type: test, target: op, name: n, ttl: 2, token: s3cret}]", "/etc/secret-folder/global.yaml");

        var report = Binder.Bind(
            EnvironmentReader.Read("event_sinks: [{type: test, target: op}, {type: test, target: a, name: n}]", "e.yaml"), global);

        Assert.That(report.Diagnostics, Has.Count.EqualTo(1));
        Assert.That(string.Join('\n', report.Diagnostics), Does.Not.Contain("secret-folder").And.Not.Contain("s3cret"));
    }

    private static StackEnvironment Read(string file, string sinks) => EnvironmentReader.Read($"event_sinks: {sinks}", file);

    private static BindingReport Bind(params string[] texts) =>
        Binder.Bind(EnvironmentMerger.Merge(texts.Select(static (text, i) => EnvironmentReader.Read(text, $"{i + 1}.yaml"))).Environment!);

    private static BindingReport BindBeside(string global, string user) =>
        Binder.Bind(EnvironmentReader.Read(user, "e.yaml"), EnvironmentReader.Read(global, "global.yaml"));
}
