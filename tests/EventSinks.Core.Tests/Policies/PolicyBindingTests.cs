using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks.Policies;

/// <summary>What a policy says of declarations, at their places.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PolicyBindingTests
{
    private static readonly SinkCatalog Catalog =
        new SinkCatalogBuilder().AddSink<HeldSinkFactory>().AddSink<TestSinkFactory>().Expose(new Arrivals()).Build();

    [OneTimeTearDown]
    public void DisposeCatalog() => Catalog.Dispose();

    [TestCase("*", "", true)]
    [TestCase("held", "", true)]
    [TestCase("h?ld", "", true)]
    [TestCase("", "", false)]
    [TestCase("Held", "", false)]
    [TestCase("test", "", false)]
    [TestCase("*", "he*", false)]
    [TestCase("held", "held", false)]
    public void Bind_OfASinkType_IsAllowedByTheOneListUnlessTheOtherDeniesIt(string allowed, string denied, bool isAllowed)
    {
        var policy = new SinkPolicy { AllowedSinkTypes = Split(allowed), DeniedSinkTypes = Split(denied) };

        var report = Bind(policy, "- type: held\n");

        Assert.That(report.Bindings, Has.Count.EqualTo(isAllowed ? 1 : 0));
        Assert.That(report.Diagnostics.Select(static each => each.Code), isAllowed ? Is.Empty : Is.EqualTo(new[] { "ES2040" }));
        Assert.That(report.Unbound, Has.Count.EqualTo(isAllowed ? 0 : 1), "it stands for a sink all the same");
    }

    [Test]
    public void Bind_OfASinkTypeThatIsNotAllowed_NamesThoseThatAre() =>
        Assert.That(
            Bind(new SinkPolicy { DeniedSinkTypes = ["held"] }, "- type: held\n").Diagnostics.Single().ToString(),
            Is.EqualTo("e.yaml:2:9: error ES2040: the operator does not allow sink type \"held\"; allowed are \"test\""));

    [Test]
    public void Bind_OfASinkTypeThatNobodyHas_SaysThatRatherThanThePolicy() =>
        Assert.That(Bind(new SinkPolicy { AllowedSinkTypes = [] }, "- type: nope\n").Diagnostics.Single().Code, Is.EqualTo("ES2001"));

    [TestCase("60..3600", "ttl: 59", "e.yaml:3:8: error ES2042: the operator does not allow \"59\" for ttl; allowed is 60 to 3600")]
    [TestCase("60..3600", "ttl: 3601", "e.yaml:3:8: error ES2042: the operator does not allow \"3601\" for ttl; allowed is 60 to 3600")]
    [TestCase("60..3600", "ttl: 60", null)]
    [TestCase("60..3600", "ttl: 3600", null)]
    [TestCase("60..3600", "", null)]
    [TestCase("60..3600", "ttl:", null)]
    [TestCase("..99", "", "e.yaml:2:3: error ES2042: the operator does not allow leaving it out, which means \"100\" for ttl; allowed is 99 or less")]
    [TestCase("101..", "ttl:", "e.yaml:2:3: error ES2042: the operator does not allow leaving it out, which means \"100\" for ttl; allowed is 101 or more")]
    public void Bind_OfANumber_IsHeldToItsRange_TheDefaultToo(string range, string option, string? expected) =>
        AssertSays(Options("ttl", Range(range)), option, expected);

    [TestCase("", "leaving it out for size; allowed is 1 to 9")]
    [TestCase("size: 10", "\"10\" for size; allowed is 1 to 9")]
    [TestCase("size: 9", null)]
    public void Bind_OfANumberThatMayBeNone_NeedsOneThatIsInTheRange(string option, string? expected) =>
        AssertSaysSo(Options("size", OptionLimit.Range(1, 9)), option, expected);

    [TestCase("share: 0.25", null)]
    [TestCase("share: 0.75", "\"0.75\" for share; allowed is 0.1 to 0.5")]
    [TestCase("share: 1.0e+300", "\"1E+300\" for share; allowed is 0.1 to 0.5")]
    public void Bind_OfAFraction_IsHeldToItsRange(string option, string? expected) =>
        AssertSaysSo(Options("share", OptionLimit.Range(0.1m, 0.5m)), option, expected);

    [TestCase("sync", "true", "sync: true", null)]
    [TestCase("sync", "true", "", "leaving it out, which means \"false\" for sync; allowed is \"true\"")]
    [TestCase("mode", "with_details", "mode: with_details", null)]
    [TestCase("mode", "with_details", "mode: plain", "\"plain\" for mode; allowed is \"with_details\"")]
    [TestCase("target", "a b", "target: a", null)]
    [TestCase("target", "a b", "target: A", "\"A\" for target; allowed is \"a\" or \"b\"")]
    [TestCase("ttl", "60 120", "ttl: 120", null)]
    [TestCase("ttl", "60 120", "ttl: 61", "\"61\" for ttl; allowed is \"60\" or \"120\"")]
    [TestCase("rooms", "a b", "rooms: [a, b]", null)]
    [TestCase("rooms", "a b", "rooms: [a, c]", "this value for rooms; allowed is \"a\" or \"b\"")]
    [TestCase("token", "x", "token: hunter2", "this value for token; allowed is \"x\"")]
    public void Bind_OfAValue_IsOneOfThoseAllowed(string key, string values, string option, string? expected) =>
        AssertSaysSo(Options(key, OptionLimit.OneOf(Split(values))), option, expected);

    [Test]
    public void Bind_OfText_IsInNoRangeOfNumbers() =>
        AssertSaysSo(Options("target", OptionLimit.Range(1, 2)), "target: \"1\"", "\"1\" for target; allowed is 1 to 2");

    [Test]
    public void Bind_WhereThePolicyLimitsWhatThereIsNot_RefusesAndSaysWhoseMistakeItIs()
    {
        var report = Bind(Options("tll", OptionLimit.Range(1, 2)), "- type: held\n");

        Assert.That(report.Diagnostics.Single().ToString(), Does.StartWith(
            "e.yaml:2:9: error ES2044: the operator's policy limits option \"tll\", which held does not have: did you mean \"ttl\"?")
            .And.EndsWith("only the operator can mend that"));
        Assert.That(report.Bindings, Is.Empty);
    }

    [TestCase("hooks.example.org", null)]
    [TestCase("HOOKS.example.org.:443", null)]
    [TestCase("evil.org", "\"evil.org\"; allowed are \"*.example.org\" or \"10.0.0.1:8080\"")]
    [TestCase("example.org", "\"example.org\"; allowed are \"*.example.org\" or \"10.0.0.1:8080\"")]
    [TestCase("10.0.0.1:8080", null)]
    [TestCase("10.0.0.1:8081", "\"10.0.0.1:8081\"; allowed are \"*.example.org\" or \"10.0.0.1:8080\"")]
    [TestCase("x.example.org@evil.org", "\"x.example.org@evil.org\"; allowed are \"*.example.org\" or \"10.0.0.1:8080\"")]
    [TestCase("evil.org/x.example.org", "\"evil.org\"; allowed are \"*.example.org\" or \"10.0.0.1:8080\"")]
    public void Bind_OfADeclarationThatLeadsToAHost_IsHeldToTheHosts(string host, string? expected)
    {
        var report = Bind(Hosts("*.example.org", "10.0.0.1:8080"), $"- type: held\n  host: {host}\n");

        Assert.That(
            report.Diagnostics.Select(static each => each.ToString()),
            expected is null ? Is.Empty : Is.EqualTo(new[] { $"e.yaml:2:9: error ES2041: the operator does not allow held to send to {expected}" }));
    }

    [Test]
    public void Bind_OfADeclarationThatSaysNoHost_IsLeftToTheDelivery() =>
        Assert.That(Bind(Hosts("*.example.org"), "- type: held\n").Bindings, Has.Count.EqualTo(1));

    [Test]
    public void Bind_OfMoreThanIsAllowed_TakesTheFirst()
    {
        var report = Bind(
            new SinkPolicy { MaxSinksPerStack = 2 },
            "- {type: held, target: z, enabled: false}\n- {type: held, target: a}\n- {type: held, ttl: x}\n- {type: held, target: b}\n- {type: held, target: c}\n");

        Assert.That(report.Bindings.Select(static each => each.Destination.Identity), Is.EqualTo(["a", "b"]));
        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2005", "ES2043"]));
        Assert.That(
            report.Diagnostics[1].ToString(),
            Is.EqualTo("e.yaml:6:10: error ES2043: the operator allows 2 sink(s) for a stack and all stacks nested in it; this one is too many"));
        Assert.That(report.Unbound, Has.Count.EqualTo(2));
    }

    [Test]
    public void Bind_OfTheOperatorsOwn_IsHeldToNothing()
    {
        var policy = Hosts("*.example.org") with { AllowedSinkTypes = [], MaxSinksPerStack = 1 };
        var global = EnvironmentReader.Read("event_sinks:\n- {type: held, target: a, host: evil.org}\n- {type: held, target: b}\n");

        var report = new SinkBinder(Catalog, policy: policy).Bind(StackEnvironment.Empty, global);

        Assert.That((report.Bindings.Count, report.GlobalDiagnostics.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Bind_UnderAPolicy_ReportsEverythingAtOnce()
    {
        var policy = Options("ttl", OptionLimit.Range(60, 90)) with { DeniedSinkTypes = ["test"] };

        var report = Bind(policy, "- type: test\n  target: abc\n- type: held\n  ttl: 5\n- type: held\n  tll: 5\n");

        Assert.That(report.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2040", "ES2042", "ES2003"]));
    }

    [Test]
    public void New_WithAWrongPolicy_NamesEverything() =>
        Assert.That(
            () => new SinkBinder(Catalog, policy: Hosts("http://x") with { MaxSinksPerStack = 0 }),
            Throws.ArgumentException.With.Message.Contains("MaxSinksPerStack is at least 1").And.Message.Contains("\"http://x\" is no host"));

    private static void AssertSays(SinkPolicy policy, string option, string? expected) =>
        Assert.That(
            Bind(policy, $"- type: held\n  {option}\n").Diagnostics.Select(static each => each.ToString()),
            expected is null ? Is.Empty : Is.EqualTo(new[] { expected }));

    private static void AssertSaysSo(SinkPolicy policy, string option, string? expected) =>
        Assert.That(
            Bind(policy, $"- type: held\n  {option}\n").Diagnostics.Select(static each => each.Message),
            expected is null ? Is.Empty : Is.EqualTo(new[] { $"the operator does not allow {expected}" }));

    private static OptionLimit Range(string text) => text.Split("..") is [var least, var most]
        ? OptionLimit.Range(least.Length > 0 ? int.Parse(least) : null, most.Length > 0 ? int.Parse(most) : null)
        : throw new FormatException(text);

    private static SinkPolicy Options(string key, OptionLimit limit) =>
        Held(new SinkTypePolicy { Options = new Dictionary<string, OptionLimit> { [key] = limit } });

    private static SinkPolicy Hosts(params string[] hosts) => Held(new SinkTypePolicy { Hosts = hosts });

    private static SinkPolicy Held(SinkTypePolicy held) => new() { SinkTypes = new Dictionary<string, SinkTypePolicy> { ["held"] = held } };

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static BindingReport Bind(SinkPolicy policy, string sinks) =>
        new SinkBinder(Catalog, policy: policy).Bind(EnvironmentReader.Read($"event_sinks:\n{sinks}", "e.yaml"));
}
