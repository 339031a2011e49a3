using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Support;
using Moq;

namespace EventSinks;

/// <summary>The front door, from an environment's text to the status.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StackEventsTests
{
    private static readonly StackEnvironment Environment = EnvironmentReader.Read("event_sinks:\n- type: test\n  target: abc\n  ttl: 2\n", "e.yaml");
    private readonly StackIdentity _stack = new("s", "teststack", "demo");

    [Test]
    public async Task Publish_DeliversToTheDeclaredSink_AndTheStatusSaysSo()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(_stack, Environment);

        var first = await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "IN_PROGRESS"));
        var second = await events.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));
        var drained = await events.DrainAsync(CancellationToken.None);

        var status = await events.GetStatusAsync("s");
        Assert.That((first, second, drained), Is.EqualTo((1L, 2L, true)));
        Assert.That(status!.Head, Is.EqualTo(2));
        var sink = status.Sinks.Single();
        Assert.That(sink, Is.EqualTo(sink with { Name = "test:abc", State = LaneState.Healthy, Recorded = 2, Delivered = 2, Pending = 0 }));
        Assert.That(sink.Warnings, Is.EqualTo(["e.yaml:4:8: warning ES2007: ttl 2 is low; 5 is used"]));
    }

    [Test]
    public async Task Open_WithABadDeclaration_OpensWithoutItAndSaysWhy()
    {
        await using var events = Build();

        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks:\n- type: nope\n- {type: test, target: ok}\n"));

        Assert.That(publisher.Binding.Diagnostics.Single().Code, Is.EqualTo("ES2001"));
        Assert.That(publisher.Binding.Bindings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Open_StrictlyWithABadDeclaration_Throws()
    {
        await using var events = Build();

        Assert.That(
            async () => await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks:\n- type: nope\n"), BindingMode.Strict),
            Throws.TypeOf<SinkBindingException>().With.Message.Contains("ES2001"));
        Assert.That(await events.GetStatusAsync("s"), Is.Null);
    }

    [Test]
    public async Task Open_Again_KeepsTheSequence()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(_stack, Environment);
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));

        var again = await events.OpenAsync(_stack, StackEnvironment.Empty);

        Assert.That(await again.PublishAsync(StackEvent.ForStack(_stack, "UPDATE", "COMPLETE")), Is.EqualTo(2));
        Assert.That(await publisher.PublishAsync(StackEvent.ForStack(_stack, "UPDATE", "COMPLETE")), Is.EqualTo(3), "the old handle goes on");
    }

    [Test]
    public async Task Open_AgainWithADeclarationThatCannotBeBound_SuspendsItsSinkAndLosesNothing()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(_stack, Environment);
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);

        await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks:\n- type: test\n  target: abc\n  ttl: 0\n"));
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "UPDATE", "COMPLETE"));
        var broken = (await events.GetStatusAsync("s"))!.Sinks.Single();
        var drained = await events.DrainAsync(CancellationToken.None);
        await events.OpenAsync(_stack, Environment);
        await events.DrainAsync(CancellationToken.None);

        Assert.That(broken, Is.EqualTo(broken with { State = LaneState.Suspended, Delivered = 1, Pending = 1 }));
        Assert.That(broken.LastError, Does.StartWith("a declaration of test cannot be bound: The field ttl must be"));
        Assert.That(drained, Is.False);
        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Single().Delivered, Is.EqualTo(2));
    }

    [Test]
    public async Task Publish_OfAStackThatIsNotOpen_SaysSo()
    {
        await using var events = Build();

        Assert.That(
            async () => await events.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE")),
            Throws.TypeOf<EventStoreException>().With.Message.EqualTo("Stack s is not open."));
    }

    [Test]
    public async Task Publish_OfAnotherStacksEvent_IsRefused()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(_stack, Environment);

        Assert.That(
            async () => await publisher.PublishAsync(StackEvent.ForStack(new("other", "n"), "CREATE", "COMPLETE")), Throws.ArgumentException);
    }

    [Test]
    public async Task Close_FinishesAndRaisesStackClosed_AndTheStackIsForgotten()
    {
        await using var events = Build();
        var closed = new TaskCompletionSource<StackIdentity>(TaskCreationOptions.RunContinuationsAsynchronously);
        events.StackClosed += (_, e) => closed.SetResult(e.Stack);
        var publisher = await events.OpenAsync(_stack, Environment);
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "DELETE", "COMPLETE"));

        await events.CloseAsync("s");
        var stack = await closed.Task.WaitAsync(Patience.Limit);

        Assert.That(stack, Is.EqualTo(_stack));
        Assert.That(await events.GetStatusAsync("s"), Is.Null);
        Assert.That(async () => await publisher.PublishAsync(StackEvent.ForStack(_stack, "DELETE", "COMPLETE")), Throws.TypeOf<EventStoreException>());
    }

    [Test]
    public async Task Open_AfterClose_StartsTheStackAnew()
    {
        await using var events = Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        events.StackClosed += (_, _) => closed.TrySetResult();
        await events.OpenAsync(_stack, Environment);
        await events.CloseAsync("s");
        await closed.Task.WaitAsync(Patience.Limit);

        var publisher = await events.OpenAsync(_stack, Environment);

        Assert.That(await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE")), Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_Twice_IsTheSameAsOnce()
    {
        var events = Build();

        await events.DisposeAsync();
        await events.DisposeAsync();

        Assert.That(async () => await events.OpenAsync(_stack, Environment), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(await events.DrainAsync(CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Open_WithAGlobalEnvironment_DeliversToTheOperatorsSinksToo()
    {
        await using var events = Build(EnvironmentReader.Read("event_sinks: [{type: test, target: op, ttl: 2}]", "global.yaml"));
        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: test, target: abc}]"));

        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);

        var sinks = (await events.GetStatusAsync("s"))!.Sinks;
        Assert.That(sinks.Select(static sink => (sink.Name, sink.Delivered)), Is.EquivalentTo([("test:op", 1L), ("test:abc", 1L)]));
        Assert.That(sinks.SelectMany(static sink => sink.Warnings), Is.Empty, "they name the operator's file");
    }

    [Test]
    public async Task Open_WithAnEmptyList_KeepsTheOperatorsSinks()
    {
        await using var events = Build(EnvironmentReader.Read("event_sinks: [{type: test, target: op}]"));

        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: []"), BindingMode.Strict);

        Assert.That(publisher.Binding.Bindings.Single().IsGlobal, Is.True);
    }

    [Test]
    public async Task Open_ManyStacks_BindsTheOperatorsSinksOnce()
    {
        using var log = new CollectedLog();
        await using var events = Build(EnvironmentReader.Read("event_sinks: [{type: test, target: op, ttl: 2}]", "global.yaml"), log);

        var publishers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => events.OpenAsync(new($"s{i}", "n"), Environment).AsTask()));

        Assert.That(publishers.Select(static each => each.Binding.Bindings[0]), Is.All.SameAs(publishers[0].Binding.Bindings[0]));
        Assert.That(
            log.Lines.Where(static line => line.Contains("Global", StringComparison.Ordinal)),
            Is.EqualTo(["Warning GlobalEnvironmentDoubtful: The operator's environment: global.yaml:1:45: warning ES2007: ttl 2 is low; 5 is used"]));
    }

    [Test]
    public async Task Open_WithAWrongGlobalEnvironment_OpensAndLogsItOnce()
    {
        using var log = new CollectedLog();
        await using var events = Build(EnvironmentReader.Read("event_sinks: [{type: nope}]", "global.yaml"), log);

        await events.OpenAsync(_stack, Environment, BindingMode.Strict);
        await events.OpenAsync(new("s2", "other"), Environment, BindingMode.Strict);

        Assert.That(
            log.Lines.Where(static line => line.Contains("Global", StringComparison.Ordinal)),
            Is.EqualTo(["Error GlobalEnvironmentWrong: The operator's environment: global.yaml:1:22: error ES2001: there is no sink type \"nope\"; known are \"test\""]));
    }

    [Test]
    public async Task Open_WhenTheOperatorsSinkCannotBeBound_StillEndsWhatTheUserTakesAway()
    {
        await using var events = Build(EnvironmentReader.Read("event_sinks: [{type: test, target: op, ttl: 0}]"));
        await events.OpenAsync(_stack, Environment);

        var publisher = await events.OpenAsync(_stack, StackEnvironment.Empty);
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));

        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Select(static sink => sink.State), Has.None.EqualTo(LaneState.Suspended));
        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True);
    }

    [TestCase("- {type: test, target: abc, name: n}\n- {type: test, target: more, name: n}", TestName = "a name that is taken")]
    [TestCase("- {type: test, target: abc}\n- {type: test, target: more, remove: yep}", TestName = "a wrong remove")]
    public async Task Open_AgainWithAMistakeInACommonKey_SuspendsTheSinkAndLosesNothing(string mistaken)
    {
        await using var events = Build();
        const string right = "event_sinks:\n- {type: test, target: abc}\n- {type: test, target: more}\n";
        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read(right));

        await events.OpenAsync(_stack, EnvironmentReader.Read($"event_sinks:\n{mistaken}\n"));
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));
        var broken = (await events.GetStatusAsync("s"))!.Sinks.Select(static sink => sink.State).ToArray();
        await events.OpenAsync(_stack, EnvironmentReader.Read(right));

        Assert.That(broken, Does.Contain(LaneState.Suspended));
        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True);
        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Select(static sink => sink.Delivered), Is.EqualTo([1L, 1L]));
    }

    [Test]
    public async Task Open_StoresTheUsersDeclarations_AlsoThoseThatCannotBeBound_AndNoneOfTheOperators()
    {
        var store = new Mock<IEventStore>();
        StackRegistration? stored = null;
        store
            .Setup(static each => each.OpenStackAsync(It.IsAny<StackRegistration>(), It.IsAny<CancellationToken>()))
            .Callback((StackRegistration registration, CancellationToken _) => stored = registration)
            .ThrowsAsync(new EventStoreException("full"));
        await using var events = new StackEventsBuilder()
            .AddSink<TestSinkFactory>()
            .UseStore(store.Object)
            .UseGlobalEnvironment(EnvironmentReader.Read("event_sinks: [{type: test, target: op, token: s3cret}]"))
            .Build();

        Assert.That(
            async () => await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: nope}, {type: test, target: abc}, {type: test, remove: true}]")),
            Throws.TypeOf<EventStoreException>());
        Assert.That(stored!.Declarations, Is.EqualTo("[{\"type\": \"nope\"},{\"type\": \"test\", \"target\": \"abc\"}]"));
        Assert.That(stored.Lanes, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Open_AfterAnUpdateWithOtherOptions_KeepsTheLane()
    {
        await using var events = Build();
        var publisher = await events.OpenAsync(_stack, Environment);
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));

        var updated = await events.OpenAsync(_stack, Environment.Update(EnvironmentReader.Read("event_sinks: [{type: test, target: abc, ttl: 50}]")));
        await updated.PublishAsync(StackEvent.ForStack(_stack, "UPDATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);

        var sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        Assert.That((sink.Name, sink.Delivered), Is.EqualTo(("test:abc", 2L)));
    }

    [Test]
    public async Task Announce_OfCredentialsThatAreThereAtLast_HasARefusedSinkTryAgain()
    {
        var key = new DoorKey();
        await using var events = new StackEventsBuilder().AddSink<LockedSinkFactory>().ExposeToSinks(key).Build();
        var publisher = await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: locked}]"));
        await publisher.PublishAsync(StackEvent.ForStack(_stack, "CREATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);
        var refused = (await events.GetStatusAsync("s"))!.Sinks.Single();
        key.IsThere = true;

        events.AnnounceCredentials("s");
        await events.DrainAsync(CancellationToken.None);

        Assert.That((refused.State, refused.Pending, refused.LastError), Is.EqualTo((LaneState.Misconfigured, 1L, "there is no key")));
        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Single().Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Announce_OfCredentialsOfAStackThatIsNotOpen_IsNoError()
    {
        await using var events = Build();

        Assert.That(() => events.AnnounceCredentials("nobody"), Throws.Nothing);
    }

    [Test]
    public async Task GetStatus_OfADeclarationThatEnds_SaysWhen()
    {
        await using var events = new StackEventsBuilder().AddSink<LockedSinkFactory>().ExposeToSinks(new DoorKey()).Build();
        await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: locked}]"));

        Assert.That((await events.GetStatusAsync("s"))!.Sinks.Single().ExpiresAt, Is.EqualTo(LockedSinkFactory.End));
    }

    [Test]
    public void Build_WithOptionsOutOfRange_NamesThemAll()
    {
        var builder = new StackEventsBuilder
        {
            Dispatch = new DispatchOptions { MaxAttempts = 0, AttemptTimeout = TimeSpan.Zero },
            Memory = new InMemoryEventStoreOptions { MaxEventsPerStack = 0 },
        };

        Assert.That(
            builder.Build,
            Throws.InvalidOperationException.With.Message.Contains("MaxAttempts is at least 1")
                .And.Message.Contains("AttemptTimeout is longer than zero").And.Message.Contains("MaxEventsPerStack is at least 1"));
    }

    [Test]
    public async Task Build_Twice_IsRefused()
    {
        var builder = new StackEventsBuilder();
        await using var events = builder.Build();

        Assert.That(builder.Build, Throws.InvalidOperationException);
    }

    private static StackEvents Build(StackEnvironment? global = null, CollectedLog? log = null)
    {
        var builder = new StackEventsBuilder().AddSink<TestSinkFactory>().UseGlobalEnvironment(global ?? StackEnvironment.Empty);
        builder.LoggerFactory = log ?? builder.LoggerFactory;
        return builder.Build();
    }
}
