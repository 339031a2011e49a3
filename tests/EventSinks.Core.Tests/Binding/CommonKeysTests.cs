using EventSinks.Discovery;
using EventSinks.Environments;

namespace EventSinks.Binding;

/// <summary>The keys that are common to all sinks: what they say, and what is reported of them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CommonKeysTests
{
    private static readonly SinkBinder Binder = new(new SinkCatalogBuilder().AddSink<TestSinkFactory>().Build());

    [TestCase("")]
    [TestCase("events:\nformat:\nproperties:\nmax_age:\nenabled:\nname:")]
    [TestCase("events: {}\nformat: heat\nproperties: all")]
    [TestCase("events: {actions: , statuses: , resource_types: , level: , nested: }")]
    public void Bind_OfKeysLeftOutOrNull_SendsEverythingAsHeatDoes(string keys)
    {
        var common = Common(keys);

        Assert.That(common with { Events = null }, Is.EqualTo(new CommonOptions()));
        Assert.That(common.Events?.Wants(Server("CREATE", "COMPLETE")) ?? true, Is.True);
    }

    [Test]
    public void Bind_OfAllKeys_ReadsThem()
    {
        var common = Common("format: heat-extended\nproperties: none\nmax_age: 15m\nname: mine");

        Assert.That(
            (common.Format, common.SendsProperties, common.MaxAge, common.Name?.Value),
            Is.EqualTo((EventFormat.HeatExtended, false, TimeSpan.FromMinutes(15), "mine")));
    }

    [TestCase("heat", EventFormat.Heat)]
    [TestCase("heat-extended", EventFormat.HeatExtended)]
    [TestCase("cloudevents", EventFormat.CloudEvents)]
    public void Bind_OfAFormat_ReadsIt(string format, object expected) => Assert.That(Common($"format: {format}").Format, Is.EqualTo(expected));

    [TestCase("1", 1)]
    [TestCase("900", 900)]
    [TestCase("90s", 90)]
    [TestCase("15m", 900)]
    [TestCase("2h", 7_200)]
    [TestCase("7d", 604_800)]
    [TestCase("3650d", 315_360_000)]
    public void Bind_OfAnAge_ReadsIt(string written, int seconds) =>
        Assert.That(Common($"max_age: {written}").MaxAge, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    // Keys stand in line 4 and on, in column 5.
    [TestCase("events: all", "4:13: error ES2005: events is a map of actions, statuses, resource_types, level, nested, but found text \"all\"; leave it out to send all events")]
    [TestCase("events: [CREATE]", "4:13: error ES2005: events is a map of actions, statuses, resource_types, level, nested, but found a list; leave it out to send all events")]
    [TestCase("events: {action: CREATE}", "4:14: error ES2014: events has no key \"action\"; did you mean \"actions\"? (known are \"actions\", \"level\", \"nested\", \"resource_types\", \"statuses\")")]
    [TestCase("events: {yes: CREATE}", "4:14: error ES2014: events has no key \"True\"; known are \"actions\", \"level\", \"nested\", \"resource_types\", \"statuses\"")]
    [TestCase("events: {actions: [yes]}", "4:24: error ES2005: actions is a list of actions, but found a boolean True; put it in quotes if it is meant as text")]
    [TestCase("events: {actions: [CREATE, ~]}", "4:32: error ES2005: actions is a list of actions, but found null")]
    [TestCase("events: {statuses: [[FAILED]]}", "4:25: error ES2005: statuses is a list of statuses, but found a list")]
    [TestCase("events: {resource_types: 12}", "4:30: error ES2005: resource_types is a list of resource types, but found an integer 12; put it in quotes if it is meant as text")]
    [TestCase("events: {actions: []}", "4:23: error ES2015: an empty list of actions would send nothing; leave actions out to send all, or write \"enabled: false\" to send nothing")]
    [TestCase("events: {resource_types: []}", "4:30: error ES2015: an empty list of resource types would send nothing; leave resource_types out to send all, or write \"enabled: false\" to send nothing")]
    [TestCase("events: {resource_types: \"\"}", "4:30: error ES2016: an entry of resource_types has 1 to 255 characters, but found 0")]
    [TestCase("events: {actions: CREAT}", "4:23: warning ES2017: Heat has no action \"CREAT\"; did you mean \"CREATE\"? (known are \"ADOPT\", \"CHECK\", \"CREATE\", \"DELETE\", \"INIT\", \"RESTORE\", \"RESUME\", \"ROLLBACK\", \"SIGNAL\", \"SNAPSHOT\", \"SUSPEND\", \"UPDATE\")")]
    [TestCase("events: {statuses: [complete, IN-PROGRES]}", "4:35: warning ES2017: Heat has no status \"IN-PROGRES\"; did you mean \"IN_PROGRESS\"? (known are \"COMPLETE\", \"FAILED\", \"IN_PROGRESS\")")]
    [TestCase("events: {level: stacks}", "4:21: error ES2018: level cannot be \"stacks\"; did you mean \"stack\"? (known are \"all\", \"resource\", \"stack\")")]
    [TestCase("events: {level: 1}", "4:21: error ES2005: level is \"all\" or \"stack\" or \"resource\", but found an integer 1")]
    [TestCase("events: {nested: none}", "4:22: error ES2005: nested is true or false, but found text \"none\"")]
    [TestCase("format: avro", "4:13: error ES2018: format cannot be \"avro\"; known are \"cloudevents\", \"heat\", \"heat-extended\"")]
    [TestCase("format: heat_extended", "4:13: error ES2018: format cannot be \"heat_extended\"; did you mean \"heat-extended\"? (known are \"cloudevents\", \"heat\", \"heat-extended\")")]
    [TestCase("properties: no", "4:17: error ES2005: properties is \"all\" or \"none\", but found a boolean False")]
    [TestCase("properties: nothing", "4:17: error ES2018: properties cannot be \"nothing\"; known are \"all\", \"none\"")]
    [TestCase("max_age: 0", "4:14: error ES2019: max_age is a whole number of seconds or text such as 90s, 15m, 2h or 7d, from 1 second to 3650 days, but found an integer 0")]
    [TestCase("max_age: 15 min", "4:14: error ES2019: max_age is a whole number of seconds or text such as 90s, 15m, 2h or 7d, from 1 second to 3650 days, but found text \"15 min\"")]
    [TestCase("max_age: 1.5", "4:14: error ES2005: max_age is a whole number of seconds or text such as 90s, 15m, 2h or 7d, but found a float 1.5")]
    public void Bind_OfAMistake_ReportsItAtItsPlace(string keys, string expected)
    {
        var report = Bind(keys);

        Assert.That(report.Diagnostics.Select(static each => each.ToString()), Is.EqualTo(["e.yaml:" + expected]));
    }

    [TestCase("\"90\"")]
    [TestCase("-5s")]
    [TestCase("0s")]
    [TestCase("+5s")]
    [TestCase("s")]
    [TestCase("5M")]
    [TestCase("5 s")]
    [TestCase("1h30m")]
    [TestCase("3651d")]
    [TestCase("9999999999999999999d")]
    [TestCase("99999999999999999999999")]
    [TestCase("-1")]
    public void Bind_OfWhatIsNoAge_RefusesIt(string written) =>
        Assert.That(Bind($"max_age: {written}").Diagnostics.Select(static each => each.Code), Is.EqualTo([BindingDiagnosticCodes.InvalidMaxAge]));

    [Test]
    public void Bind_OfSeveralMistakes_ReportsAllOfThem()
    {
        var report = Bind("events: {actions: [yes, CREATE, 5], statuses: [], level: up, nestd: true}\nformat: x\nproperties: 1\nmax_age: never\nttl: 0");

        Assert.That(
            report.Diagnostics.Select(static each => each.Code),
            Is.EqualTo(["ES2005", "ES2005", "ES2015", "ES2018", "ES2014", "ES2018", "ES2005", "ES2019", "ES2006"]));
        Assert.That(report.Bindings, Is.Empty);
    }

    [Test]
    public void Bind_OfAnUnknownSinkType_ReportsMistakesInCommonKeysToo()
    {
        var report = Binder.Bind(EnvironmentReader.Read("event_sinks:\n- {type: other, format: x}\n"));

        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2001", "ES2018"]));
    }

    [Test]
    public void Bind_OfAWordThatHeatDoesNotKnow_KeepsItAndWarns()
    {
        var report = Bind("events: {actions: [HIBERNATE]}");

        Assert.That(report.Bindings.Single().Common.Events!.Wants(Server("hibernate", "COMPLETE")), Is.True);
        Assert.That(report.Bindings.Single().Warnings, Is.EqualTo(report.Diagnostics));
    }

    [Test]
    public void Bind_OfTooManyEntries_RefusesThem()
    {
        var entries = string.Join(", ", Enumerable.Range(0, 65).Select(static i => $"t{i}"));

        var error = Bind($"events: {{resource_types: [{entries}]}}").Diagnostics.Single();

        Assert.That(error.ToString(), Is.EqualTo("e.yaml:4:30: error ES2016: resource_types has at most 64 entries, but found 65"));
    }

    [Test]
    public void Bind_OfATextWithoutEnd_ReportsItInOneLine()
    {
        var report = Bind($"format: {new string('x', 100_000)}\nevents: {{actions: {new string('y', 100_000)}}}");

        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2018", "ES2016"]));
        Assert.That(report.Diagnostics.Select(static each => each.Message.Length), Is.All.LessThan(400));
    }

    [Test]
    public void Bind_OfADisabledDeclaration_ChecksItsCommonKeys() =>
        Assert.That(Bind("enabled: false\nmax_age: soon").Diagnostics.Single().Code, Is.EqualTo("ES2019"));

    [Test]
    public void Bind_OfADisabledDeclaration_KeepsItInTheEnvironment()
    {
        var environment = EnvironmentReader.Read("event_sinks:\n- {type: test, target: abc, enabled: false}\n");

        Assert.That(Binder.Bind(environment).Bindings, Is.Empty);
        Assert.That(environment.Sinks.Single().ToJson(), Is.EqualTo("{\"type\": \"test\", \"target\": \"abc\", \"enabled\": false}"));
    }

    private static CommonOptions Common(string keys)
    {
        var report = Bind(keys);
        Assert.That(report.Diagnostics, Is.Empty);
        return report.Bindings.Single().Common;
    }

    private static StackEvent Server(string action, string status) =>
        StackEvent.ForResource(new StackIdentity("s", "n"), "server", "OS::Nova::Server", action, status);

    private static BindingReport Bind(string keys)
    {
        var indented = string.Concat(keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"    {line}\n"));
        return Binder.Bind(EnvironmentReader.Read($"event_sinks:\n  - type: test\n    target: abc\n{indented}", "e.yaml"));
    }
}
