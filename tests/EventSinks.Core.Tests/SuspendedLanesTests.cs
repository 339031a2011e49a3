using EventSinks.Binding;
using EventSinks.Discovery;
using EventSinks.Dispatch;
using EventSinks.Environments;

namespace EventSinks;

/// <summary>Which lanes wait for a declaration to be mended.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SuspendedLanesTests
{
    private const string Good = "event_sinks: [{type: test, target: abc}]";
    private const string Bad = "event_sinks: [{type: test, target: abc, ttl: 0}]";

    private static readonly SinkBinder Binder = new(new SinkCatalogBuilder().AddSink<TestSinkFactory>().Build());

    [Test]
    public void Of_AUsersLane_WaitsForTheUsersDeclaration() =>
        Assert.That(
            SuspendedLanes.Of([Lane(isGlobal: false)], [], Report(Bad, "")).Single().SuspendedBecause,
            Is.EqualTo("a declaration of test cannot be bound: The field ttl must be between 1 and 100. Found 0."));

    [Test]
    public void Of_AnOperatorsLane_WaitsForTheOperatorsDeclaration_WithoutSayingWhyToTheUser() =>
        Assert.That(
            SuspendedLanes.Of([Lane(isGlobal: true)], [], Report("", Bad)).Single().SuspendedBecause,
            Is.EqualTo("the operator's declaration of test cannot be bound"));

    [TestCase(false, "", Bad)]
    [TestCase(true, Bad, "")]
    [TestCase(false, "", "")]
    [TestCase(false, Good, "")]
    public void Of_ALaneThatNoDeclarationOfItsOwnerMayStandFor_IsNone(bool isGlobal, string own, string global) =>
        Assert.That(SuspendedLanes.Of([Lane(isGlobal)], [], Report(own, global)), Is.Empty);

    [Test]
    public void Of_ALaneThatIsBound_IsNone()
    {
        LaneBinding[] lanes = [Lane(isGlobal: false)];

        Assert.That(SuspendedLanes.Of(lanes, lanes, Report(Bad, "")), Is.Empty);
    }

    private static LaneBinding Lane(bool isGlobal) => Some.Binding("abc", "test") with { IsGlobal = isGlobal };

    private static BindingReport Report(string own, string global) => Binder.Bind(EnvironmentReader.Read(own), EnvironmentReader.Read(global));
}
