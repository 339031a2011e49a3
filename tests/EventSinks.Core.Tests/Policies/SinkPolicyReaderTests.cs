using Microsoft.Extensions.Configuration;

namespace EventSinks.Policies;

[Parallelizable(ParallelScope.All)]
public sealed class SinkPolicyReaderTests
{
    [Test]
    public void Read_OfAWholePolicy_HasEverything()
    {
        var policy = Read(
            ("AllowedSinkTypes:0", "zaqar-*"),
            ("AllowedSinkTypes:1", "webhook"),
            ("deniedsinktypes:0", "zaqar-test"),
            ("MaxSinksPerStack", "3"),
            ("EventsPerSecond", "0.5"),
            ("EventBurst", "7"),
            ("SinkTypes:webhook:Hosts:0", "*.example.org"),
            ("SinkTypes:zaqar-queue:Options:ttl", "60..3600"),
            ("SinkTypes:zaqar-queue:Options:delay", " .. 0.5"),
            ("SinkTypes:zaqar-queue:Options:target:0", "a"),
            ("SinkTypes:zaqar-queue:Options:target:1", "b"));

        Assert.That(policy.AllowedSinkTypes, Is.EqualTo(["zaqar-*", "webhook"]));
        Assert.That(policy.DeniedSinkTypes, Is.EqualTo(["zaqar-test"]));
        Assert.That((policy.MaxSinksPerStack, policy.EventsPerSecond, policy.EventBurst), Is.EqualTo((3, 0.5, 7)));
        Assert.That(policy.SinkTypes["webhook"].Hosts, Is.EqualTo(["*.example.org"]));
        Assert.That(policy.SinkTypes["webhook"].Options, Is.Empty);
        var limits = policy.SinkTypes["zaqar-queue"].Options;
        Assert.That(limits["ttl"], Is.EqualTo(OptionLimit.Range(60, 3600)));
        Assert.That(limits["delay"], Is.EqualTo(OptionLimit.Range(null, 0.5m)));
        Assert.That(limits["target"].Values, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void Read_OfOneKey_LeavesTheRestAtItsDefault()
    {
        var policy = Read(("MaxSinksPerStack", "3"));

        Assert.That(policy, Is.EqualTo(new SinkPolicy() with
        {
            MaxSinksPerStack = 3,
            AllowedSinkTypes = policy.AllowedSinkTypes,
            DeniedSinkTypes = policy.DeniedSinkTypes,
            SinkTypes = policy.SinkTypes,
        }));
        Assert.That((policy.AllowedSinkTypes.Single(), policy.DeniedSinkTypes.Count, policy.SinkTypes.Count), Is.EqualTo(("*", 0, 0)));
    }

    [TestCase("AllowedSinkTypes", "")]
    [TestCase("AllowedSinkTypes", null)]
    public void Read_OfAnEmptyList_AllowsNothing(string key, string? value) => Assert.That(Read((key, value)).AllowedSinkTypes, Is.Empty);

    [TestCase("MaxSinkPerStack", "3", "MaxSinkPerStack: a policy has no \"MaxSinkPerStack\"; did you mean \"MaxSinksPerStack\"?")]
    [TestCase("MaxSinksPerStack", "many", "MaxSinksPerStack is a whole number, but is \"many\".")]
    [TestCase("MaxSinksPerStack", "0", "MaxSinksPerStack is at least 1, but is 0")]
    [TestCase("EventsPerSecond", "0", "EventsPerSecond is from 0.001 to 1000000, but is 0.")]
    [TestCase("EventsPerSecond", "1,5", "EventsPerSecond is a number, but is \"1,5\".")]
    [TestCase("EventsPerSecond", "1000001", "EventsPerSecond is from 0.001 to 1000000, but is 1000001.")]
    [TestCase("EventBurst", "0", "EventBurst is from 1 to 1000000, but is 0.")]
    [TestCase("AllowedSinkTypes:x", "y", "AllowedSinkTypes:x is text in a list, but is a key of its own.")]
    [TestCase("AllowedSinkTypes:0:x", "y", "AllowedSinkTypes:0 is text in a list, but is none.")]
    [TestCase("DeniedSinkTypes:0", " ", "A sink type is a name or a pattern such as zaqar-*, but is \" \".")]
    [TestCase("SinkTypes", "x", "SinkTypes is a map of names, but is \"x\".")]
    [TestCase("SinkTypes:a", "x", "SinkTypes:a has keys such as Hosts and Options, but is \"x\".")]
    [TestCase("SinkTypes:a:Host:0", "x", "SinkTypes:a:Host: a sink type has no \"Host\"; did you mean \"Hosts\"?")]
    [TestCase("SinkTypes:a:Hosts:0", "http://x", "SinkTypes:a:Hosts: \"http://x\" is no host; expected one such as")]
    [TestCase("SinkTypes:a:Options", "x", "SinkTypes:a:Options is a map of names, but is \"x\".")]
    [TestCase("SinkTypes:a:Options:ttl", "60-90", "SinkTypes:a:Options:ttl is a range such as 60..3600, 60.. or ..3600, or a list of values, but is \"60-90\".")]
    [TestCase("SinkTypes:a:Options:ttl", "..", "SinkTypes:a:Options:ttl says nothing; expected a range")]
    [TestCase("SinkTypes:a:Options:ttl", "", "SinkTypes:a:Options:ttl allows no value at all")]
    [TestCase("SinkTypes:a:Options:ttl", "9..3", "SinkTypes:a:Options:ttl has the least value 9 above the greatest, 3.")]
    public void Read_OfAMistake_SaysWhereAndWhatWouldBeRight(string key, string value, string expected) =>
        Assert.That(() => Read((key, value)), Throws.TypeOf<FormatException>().With.Message.StartsWith(expected));

    [Test]
    public void Read_OfSeveralMistakes_NamesAll() =>
        Assert.That(
            () => Read(("Max", "1"), ("EventBurst", "x"), ("SinkTypes:a:Options:ttl", "x"), ("MaxSinksPerStack", "0")),
            Throws.TypeOf<FormatException>().With.Message.Contains("\"Max\"").And.Message.Contains("EventBurst is")
                .And.Message.Contains("ttl is a range").And.Message.Contains("MaxSinksPerStack is at least 1"));

    [Test]
    public void Read_OfASectionThatIsNotThere_IsAMistake() =>
        Assert.That(
            () => SinkPolicy.FromConfiguration(new ConfigurationBuilder().Build().GetSection("Polciy")),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("The policy is empty, or not where it is looked for"));

    private static SinkPolicy Read(params (string Key, string? Value)[] keys) => SinkPolicy.FromConfiguration(
        new ConfigurationBuilder().AddInMemoryCollection(keys.Select(static each => KeyValuePair.Create(each.Key, each.Value))).Build());
}
