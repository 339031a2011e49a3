using EventSinks.Dispatch;
using EventSinks.Testing.Events;
using EventSinks.Testing.Sinks;

namespace EventSinks.Testing.Hosting;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SinkTestHostTests
{
    private const string Faulty = "event_sinks:\n- type: faulty\n  batch_events: 2\n";

    private static readonly string[] Resources = ["a", "b", "c", "d"];

    private readonly SinkRecorder _recorder = new();
    private readonly SinkFaults _faults = new();
    private readonly TestStack _stack = new();

    [Test]
    public async Task Publish_IsRecorded_AndCanBeWaitedFor()
    {
        await using var host = SinkTestHost.With<RecordingSinkFactory>(builder => builder.ExposeToSinks(_recorder));
        await host.OpenAsync(_stack.Identity, "event_sinks: [{type: recording, target: here}]");

        await host.PublishAsync(_stack.Creation("server"));
        var arrived = await _recorder.WaitForAsync(_stack.Identity.Id, 4);

        Assert.That(arrived.Select(static each => each.Recorded.Sequence), Is.EqualTo(new[] { 1L, 2L, 3L, 4L }));
        Assert.That(_recorder.Of(_stack.Identity.Id, "elsewhere"), Is.Empty);
    }

    [Test]
    public async Task WithPlugins_LoadsThemAsAnEngineDoes()
    {
        await using var host = SinkTestHost.WithPlugins("plugins");
        await host.OpenAsync(_stack.Identity, "event_sinks: [{type: good}]");

        await host.PublishAsync(_stack.Creation());
        var status = await host.WaitUntilIdleAsync(_stack.Identity.Id);

        Assert.That(status.Sinks.Single().Delivered, Is.EqualTo(4));
        Assert.That(host.Events.Catalog.Find("good")!.AssemblyPath, Does.EndWith("Good.dll"));
    }

    [Test]
    public async Task Open_WithAWrongDeclaration_Throws()
    {
        await using var host = SinkTestHost.With<RecordingSinkFactory>(builder => builder.ExposeToSinks(_recorder));

        Assert.That(
            async () => await host.OpenAsync(_stack.Identity, "event_sinks: [{type: recording, colour: red}]"),
            Throws.TypeOf<SinkBindingException>().With.Message.Contains("colour"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task WaitUntilIdle_AfterFailures_ComesToRest(bool isManual)
    {
        _faults.Then(DeliveryResult.Retry("not now")).Then(DeliveryResult.Unavailable("away", delivered: 1))
            .ThenThrow(new InvalidOperationException("oops")).Then(DeliveryResult.Reject("too odd"));
        await using var host = Host(isManual ? null : TimeProvider.System);
        await host.OpenAsync(_stack.Identity, Faulty);

        await host.PublishAsync([.. Resources.Select(name => _stack.Event(name))]);
        var status = await host.WaitUntilIdleAsync(_stack.Identity.Id);

        var sink = status.Sinks.Single();
        Assert.That((sink.Delivered, sink.DeadLettered, sink.Pending), Is.EqualTo((3L, 1L, 0L)));
        Assert.That((await host.ReadDeadLettersAsync(_stack.Identity.Id)).Single().Reason, Is.EqualTo("too odd"));
        Assert.That(_recorder.Arrivals, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task WaitUntilIdle_WhenSuspended_ComesToRest()
    {
        _faults.Then(DeliveryResult.Suspend("no more"));
        await using var host = Host();
        await host.OpenAsync(_stack.Identity, Faulty);

        await host.PublishAsync(_stack.Event());
        var status = await host.WaitUntilIdleAsync(_stack.Identity.Id);

        Assert.That(status.Sinks.Single(), Is.EqualTo(status.Sinks.Single() with { State = LaneState.Misconfigured, Pending = 1, LastError = "no more" }));
    }

    [Test]
    public async Task Hang_EndsAtTheTimeOut_WhichTheTestLetsPass()
    {
        _faults.ThenHang();
        await using var host = Host();
        await host.OpenAsync(_stack.Identity, Faulty);
        await host.PublishAsync(_stack.Event());
        await _faults.WaitForCallsAsync(1);

        ((ManualTimeProvider)host.Clock).Advance(TimeSpan.FromMinutes(1));
        var status = await host.WaitUntilIdleAsync(_stack.Identity.Id);

        Assert.That(status.Sinks.Single().Delivered, Is.EqualTo(1));
        Assert.That(_faults.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task IgnoreTheToken_HoldsTheLane_UntilReleased()
    {
        _faults.ThenIgnoreTheToken();
        await using var host = Host();
        await host.OpenAsync(_stack.Identity, Faulty);
        await host.PublishAsync(_stack.Event());
        await _faults.WaitForCallsAsync(1);

        ((ManualTimeProvider)host.Clock).Advance(TimeSpan.FromMinutes(1));
        var stuck = await host.WaitUntilAsync(_stack.Identity.Id, static status => status.Sinks.Single().State is LaneState.Stuck);
        _faults.Release();
        var status = await host.WaitUntilIdleAsync(_stack.Identity.Id);

        Assert.That(stuck.Sinks.Single().Pending, Is.EqualTo(1));
        Assert.That(status.Sinks.Single().Pending, Is.Zero);
    }

    [Test]
    public async Task Block_HoldsAThread_UntilReleased()
    {
        _faults.ThenBlock();
        await using var host = Host();
        await host.OpenAsync(_stack.Identity, Faulty);
        await host.PublishAsync(_stack.Event());
        await _faults.WaitForCallsAsync(1);
        var before = _recorder.Arrivals.Count;

        _faults.Release();
        await host.WaitUntilIdleAsync(_stack.Identity.Id);

        Assert.That((before, _recorder.Arrivals.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Dispose_WhileASinkDoesNotEnd_Ends()
    {
        _faults.ThenIgnoreTheToken();
        var host = Host();
        await host.OpenAsync(_stack.Identity, Faulty);
        await host.PublishAsync(_stack.Event());
        await _faults.WaitForCallsAsync(1);

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Test]
    public async Task WaitUntilIdle_OfAStackThatIsNotOpen_SaysSo()
    {
        await using var host = Host();

        Assert.That(async () => await host.WaitUntilIdleAsync("nobody"), Throws.InvalidOperationException.With.Message.EqualTo("Stack nobody is not open."));
    }

    private SinkTestHost Host(TimeProvider? clock = null) =>
        SinkTestHost.With<FaultySinkFactory>(builder => builder.ExposeToSinks(_recorder).ExposeToSinks(_faults), clock);
}
