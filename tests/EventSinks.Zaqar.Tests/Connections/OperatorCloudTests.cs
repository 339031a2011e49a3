using EventSinks.OpenStack;
using EventSinks.OpenStack.Clouds;
using EventSinks.Testing;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar.Connections;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class OperatorCloudTests
{
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal) { ["OS_AUTH_TYPE"] = "none", ["OS_ENDPOINT"] = "http://first" };

    [Test]
    public void Read_WithinAMinute_IsTheSameReading_AndThenANewOne()
    {
        var clock = new ManualTimeProvider();
        var cloud = Cloud(clock);
        var first = cloud.Read();
        _variables["OS_ENDPOINT"] = "http://second";

        var soon = cloud.Read();
        clock.Advance(OperatorCloud.ReadingTime);

        Assert.That(soon, Is.SameAs(first));
        Assert.That((first.Cloud!.MessagingEndpoint, cloud.Read().Cloud!.MessagingEndpoint), Is.EqualTo(("http://first", "http://second")));
    }

    [Test]
    public void Read_OfSettingsThatHaveBecomeWrong_KeepsTheLastThatWereRight()
    {
        var clock = new ManualTimeProvider();
        var cloud = Cloud(clock);
        cloud.Read();
        _variables["OS_ENDPOINT"] = null;
        clock.Advance(OperatorCloud.ReadingTime);

        Assert.That(cloud.Read(), Has.Property("Problem").Null.And.Property("Cloud").Not.Null);
    }

    [Test]
    public void Read_OfSettingsThatWereNeverRight_SaysWhatIsWrong_UntilTheyAre()
    {
        var clock = new ManualTimeProvider();
        _variables["OS_ENDPOINT"] = null;
        var cloud = Cloud(clock);
        var before = cloud.Read().Problem;
        _variables["OS_ENDPOINT"] = "http://there";
        clock.Advance(OperatorCloud.ReadingTime);

        Assert.That(before, Does.Contain("OS_ENDPOINT"));
        Assert.That(cloud.Read().Problem, Is.Null);
    }

    private OperatorCloud Cloud(TimeProvider clock) => new(
        Some.Section(),
        allowAmbient: true,
        new CloudReader(name => _variables.GetValueOrDefault(name), new MachineFolders("/nowhere", "/nowhere", "/nowhere")),
        clock);
}
