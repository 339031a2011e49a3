using System.Globalization;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Testing;

namespace EventSinks.Binding;

[Parallelizable(ParallelScope.All)]
public sealed class SinkBinderTests
{
    private static readonly SinkBinder Binder = new(
        new SinkCatalogBuilder().AddSink<TestSinkFactory>().AddSink<GreedySinkFactory>().Build());

    [Test]
    public void Bind_OfAGoodDeclaration_GivesABinding()
    {
        var report = Bind("target: abc");

        var binding = report.Bindings.Single();
        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That((binding.Name, binding.SinkType, binding.Destination.Identity), Is.EqualTo(("test:abc", "test", "abc")));
    }

    // The declaration starts in line 2; its options stand in lines 3 and on, keys in column 5.
    [TestCase("", "e.yaml:2:5: error ES2004: option \"target\" is missing; test needs text there")]
    [TestCase("target:", "e.yaml:2:5: error ES2004: option \"target\" is missing; test needs text there")]
    [TestCase("target: abc\nttl: 0", "e.yaml:4:10: error ES2006: The field ttl must be between 1 and 100. Found 0.")]
    [TestCase("target: abc\nttl: 99999999999999999999", "e.yaml:4:10: error ES2006: The field ttl must be between 1 and 100. Found 99999999999999999999.")]
    [TestCase("target: abc\nttl: \"12\"", "e.yaml:4:10: error ES2005: ttl is a whole number, but found text \"12\"")]
    [TestCase("target: abc\nttl: 12.0", "e.yaml:4:10: error ES2005: ttl is a whole number, but found a float 12.0")]
    [TestCase("target: abc\nttl: true", "e.yaml:4:10: error ES2005: ttl is a whole number, but found a boolean True")]
    [TestCase("target: abc\nttl: [1]", "e.yaml:4:10: error ES2005: ttl is a whole number, but found a list")]
    [TestCase("target: abc\nloud: 1", "e.yaml:4:11: error ES2005: loud is true or false, but found an integer 1")]
    [TestCase("target: abc\nrate: .nan", "e.yaml:4:11: error ES2005: rate is a number, but found a float nan")]
    [TestCase("target: abc\nrooms: x", "e.yaml:4:12: error ES2005: rooms is a list, but found text \"x\"")]
    [TestCase("target: [abc]", "e.yaml:3:13: error ES2005: target is text, but found a list")]
    [TestCase("target: a.b", "e.yaml:3:13: error ES2006: target is 1 to 8 letters. Found \"a.b\".")]
    [TestCase("target: abc\ntoken: [1]", "e.yaml:4:12: error ES2005: token is text, but found a list")]
    [TestCase("target: abc\nttl: 66", "e.yaml:4:10: error ES2008: 66 is not to be had")]
    [TestCase("target: abc\nttl: 2", "e.yaml:4:10: warning ES2007: ttl 2 is low; 5 is used")]
    [TestCase("target: abc\nttl: 99", "e.yaml:2:11: error ES2013: the plug-in of \"test\" failed: InvalidOperationException: a defect")]
    [TestCase("target: yes", "e.yaml:3:13: warning ES2009: target: a boolean is taken as the text \"True\", as Heat does; put it in quotes to say so")]
    [TestCase("target: abc\nname: [x]", "e.yaml:4:11: error ES2005: name is text of 1 to 255 characters, but found a list")]
    [TestCase("target: abc\nname: \"\"", "e.yaml:4:11: error ES2005: name is text of 1 to 255 characters, but found text \"\"")]
    [TestCase("target: abc\nenabled: 1", "e.yaml:4:14: error ES2005: enabled is true or false, but found an integer 1")]
    public void Bind_OfAMistake_ReportsItAtItsPlace(string options, string expected)
    {
        var report = Bind(options);

        Assert.That(report.Diagnostics.Select(static each => each.ToString()), Is.EqualTo([expected]));
    }

    [Test]
    public void Bind_OfAMisspeltOption_SaysWhatWasMeant()
    {
        var report = Bind("target: abc\ntll: 30");

        Assert.That(report.Diagnostics.Single().ToString(), Does.StartWith("e.yaml:4:5: error ES2003: test has no option \"tll\"; did you mean \"ttl\"?"));
    }

    [Test]
    public void Bind_OfSeveralMistakes_ReportsAllOfThem()
    {
        var report = Bind("tll: 30\nttl: x\nloud: maybe\nmax_age: 0");

        Assert.That(
            report.Diagnostics.Select(static each => each.Code),
            Is.EquivalentTo(["ES2004", "ES2003", "ES2005", "ES2005", "ES2019"]));
        Assert.That(report.Bindings, Is.Empty);
    }

    [Test]
    public void Bind_OfAnUnknownSinkType_NamesTheKnownOnes()
    {
        var report = Binder.Bind(EnvironmentReader.Read("event_sinks:\n- type: tets\n  target: abc\n", "e.yaml"));

        Assert.That(
            report.Diagnostics.Single().ToString(),
            Is.EqualTo("e.yaml:2:9: error ES2001: there is no sink type \"tets\"; did you mean \"test\"? (known are \"greedy\", \"test\")"));
    }

    // An anchored text may stand for the sink type, or an option, of thousands of sinks.
    [TestCase("type: {0}")]
    [TestCase("type: test\n  target: abc\n  {0}: 1")]
    [TestCase("type: test\n  target: {0}")]
    [TestCase("type: test\n  target: abc\n  rooms: {0}")]
    [TestCase("type: test\n  target: abc\n  format: {0}")]
    public void Bind_OfALongText_QuotesItsBeginning(string sink)
    {
        var text = new string('x', 900);

        var report = Binder.Bind(EnvironmentReader.Read($"event_sinks:\n- {string.Format(CultureInfo.InvariantCulture, sink, text)}\n", "e.yaml"));

        Assert.That(report.Diagnostics.Single().Message, Has.Length.LessThan(300));
    }

    [Test]
    public void Bind_WhenAPluginDoesNotAnswer_AsksItOnce()
    {
        var binder = new SinkBinder(
            new SinkCatalogBuilder().AddSink<HangingSinkFactory>().AddSink<TestSinkFactory>().Build(), TimeSpan.FromMilliseconds(50));

        var report = binder.Bind(
            EnvironmentReader.Read("event_sinks: [{type: hanging, a: 1}, {type: test, target: a}, {type: hanging}, {type: hanging, enabled: 1}]"),
            EnvironmentReader.Read("event_sinks: [{type: hanging}]"));

        Assert.That(report.Bindings, Has.Count.EqualTo(1));
        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2013", "ES2013", "ES2013", "ES2005"]));
        Assert.That(report.Diagnostics.Concat(report.GlobalDiagnostics).Count(static each => each.Message.Contains("within 0.05 s", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(binder.IsSecret(report.Unbound[0], "a"), Is.True);
    }

    [Test]
    public void Bind_OfManyEnvironmentsWhosePluginDoesNotAnswer_LeavesItAloneForAWhile()
    {
        var clock = new ManualTimeProvider();
        var binder = new SinkBinder(new SinkCatalogBuilder().AddSink<HangingSinkFactory>().Build(), TimeSpan.FromMilliseconds(20), clock);
        bool IsAsked() => binder.Bind(EnvironmentReader.Read("event_sinks: [{type: hanging}]")).Diagnostics.Single().Message.Contains("within 0.02 s", StringComparison.Ordinal);

        bool[] first = [IsAsked(), IsAsked(), IsAsked(), IsAsked(), IsAsked()];
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(first, Is.EqualTo([true, true, true, false, false]));
        Assert.That(IsAsked(), Is.True);
    }

    [Test]
    public void NoteAnswer_AfterSilence_HasThePluginAskedAgain()
    {
        var silent = new SilentSinkTypes(new ManualTimeProvider());
        silent.NoteSilence("one");
        silent.NoteSilence("one");
        silent.NoteSilence("one");
        var before = silent.Includes("one");

        silent.NoteAnswer("one");
        silent.NoteSilence("one");

        Assert.That((before, silent.Includes("one"), silent.Includes("two")), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Bind_OfASinkTypeWithAReservedOption_RefusesTheSinkType()
    {
        var report = Binder.Bind(EnvironmentReader.Read("event_sinks:\n- type: greedy\n", "e.yaml"));

        Assert.That(report.Diagnostics.Single().ToString(), Does.Contain("ES2013").And.Contain("its option 'max_age' has the name of a key that is common to all sinks"));
    }

    [Test]
    public void Bind_OfADisabledDeclaration_ChecksItAndLeavesItOut()
    {
        var report = Bind("target: abc\nenabled: false");

        Assert.That(report.Bindings, Is.Empty);
        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That(Bind("target: abc\nttl: 0\nenabled: false").HasErrors, Is.True);
    }

    [Test]
    public void Bind_OfTwoWithOneName_RefusesTheSecond()
    {
        var report = Binder.Bind(EnvironmentReader.Read(
            "event_sinks:\n- {type: test, target: a, name: n}\n- {type: test, target: b, name: n}\n", "e.yaml"));

        Assert.That(report.Bindings.Select(static each => each.Destination.Identity), Is.EqualTo(["a"]));
        Assert.That(
            report.Diagnostics.Single().ToString(),
            Is.EqualTo("e.yaml:3:33: error ES2012: name \"n\" is taken by event_sinks[0] in line 2; give each sink a name of its own"));
    }

    [Test]
    public void Bind_OfTwoToOneDestination_WarnsAndTellsThemApart()
    {
        var report = Binder.Bind(EnvironmentReader.Read(
            "event_sinks:\n- {type: test, target: a}\n- {type: test, target: a, ttl: 20}\n", "e.yaml"));

        Assert.That(report.Bindings.Select(static each => (each.Name, each.Ordinal)), Is.EqualTo([("test:a", 0), ("test:a#2", 1)]));
        Assert.That(report.Diagnostics.Single().Code, Is.EqualTo("ES2011"));
        Assert.That(report.Bindings[1].Warnings, Is.EqualTo(report.Diagnostics));
    }

    [Test]
    public void Bind_OfTwoToOneDestinationOneOfThemSwitchedOff_KeepsTheOthersPlaceAndWarnsOfNothing()
    {
        var report = Binder.Bind(EnvironmentReader.Read(
            "event_sinks:\n- {type: test, target: a, enabled: false}\n- {type: test, target: a, ttl: 20}\n", "e.yaml"));

        Assert.That(report.Bindings.Select(static each => (each.Name, each.Ordinal)), Is.EqualTo([("test:a#2", 1)]));
        Assert.That(report.Diagnostics, Is.Empty);
    }

    [Test]
    public void Bind_OfANameThatASwitchedOffOneHas_RefusesIt()
    {
        var report = Binder.Bind(EnvironmentReader.Read(
            "event_sinks:\n- {type: test, target: a, name: n, enabled: false}\n- {type: test, target: b, name: n}\n"));

        Assert.That(report.Diagnostics.Single().Code, Is.EqualTo("ES2012"));
        Assert.That(report.Unbound.Single().Index, Is.EqualTo(1));
    }

    [Test]
    public void Bind_OfANamedDeclaration_TakesTheName() =>
        Assert.That(Bind("target: abc\nname: mine").Bindings.Single().Name, Is.EqualTo("mine"));

    [Test]
    public void Bind_OfASecretOfTheWrongKind_NeverShowsIt()
    {
        var report = Bind("target: abc\ntoken: 123456789");

        Assert.That(string.Join('\n', report.Diagnostics), Does.Contain("ES2009").And.Not.Contain("123456789"));
    }

    [Test]
    public void IsSecret_KnowsWhichOptionsAreSecrets_AndHidesWhatItDoesNotKnow()
    {
        var sinks = EnvironmentReader.Read("event_sinks:\n- {type: test, target: a}\n- {type: other, x: 1}\n").Sinks;

        Assert.That(Binder.IsSecret(sinks[0], "token"), Is.True);
        Assert.That(Binder.IsSecret(sinks[0], "target"), Is.False);
        Assert.That(Binder.IsSecret(sinks[0], "name"), Is.False);
        Assert.That(Binder.IsSecret(sinks[0], "unknown"), Is.True);
    }

    [TestCase("tset", "did you mean \"test\"? (known are \"test\")")]
    [TestCase("something-else", "known are \"test\"")]
    public void Suggest_NamesTheNearestSinkType(string written, string expected) =>
        Assert.That(new SinkCatalogBuilder().AddSink<TestSinkFactory>().Build().Suggest(written), Is.EqualTo(expected));

    [Test]
    public void DescribeOptions_GivesKindsAndRules()
    {
        var catalog = new SinkCatalogBuilder().AddSink<TestSinkFactory>().Build();

        var options = new SinkBinder(catalog).DescribeOptions(catalog.Find("test")!);

        Assert.That(options.Select(static option => option.Key), Is.EqualTo(["target", "ttl", "token", "loud", "rate", "rooms"]));
        Assert.That(options[0].IsRequired, Is.True);
        Assert.That(options[1].Rules, Is.EqualTo(["from 1 to 100"]));
        Assert.That(options[2].IsSecret, Is.True);
    }

    private static BindingReport Bind(string options)
    {
        var indented = string.Concat(options.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"    {line}\n"));
        return Binder.Bind(EnvironmentReader.Read($"event_sinks:\n  - type: test\n{indented}", "e.yaml"));
    }
}
