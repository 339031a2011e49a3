using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What the loop does, case by case, in simulated time.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DispatchLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void Publish_ToAnIdleLane_StartsAnAttemptAtOnce()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack);

        Assert.That(world.Attempts.Single().Events, Has.Length.EqualTo(1));
    }

    [Test]
    public void Publish_WhileABatchIsInFlight_GrowsTheNextBatch()
    {
        var world = new SimulatedWorld(new DispatchOptions(), attempt => Slowly(attempt, Second));
        var stack = world.Open(Some.Stack(), Some.Binding());

        for (var i = 0; i < 4; i++)
        {
            world.Publish(stack);
        }

        world.Run();

        Assert.That(world.Attempts.Select(attempt => attempt.Events.Length), Is.EqualTo([1, 3]));
    }

    [Test]
    public void Deliver_WhenTheSinkThrows_IsTriedAgainAfterAGrowingWait()
    {
        var calls = 0;
        var world = new SimulatedWorld(new DispatchOptions(), attempt => ++calls <= 6 ? Throws() : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack);
        var lane = stack.Lanes.Single();
        world.Run(TimeSpan.Zero);
        var failing = lane.ToStatus();
        world.Run();

        Assert.That(failing.State, Is.EqualTo(LaneState.Retrying));
        Assert.That(failing.LastError, Is.EqualTo("boom"));
        Assert.That(lane.ToStatus().State, Is.EqualTo(LaneState.Healthy));
        Assert.That(world.Attempts, Has.Count.EqualTo(7));
        for (var i = 1; i < 7; i++)
        {
            var wait = TimeSpan.FromTicks(world.Attempts[i].StartedAt - world.Attempts[i - 1].StartedAt);
            Assert.That(wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(Second * Math.Pow(2, i - 1)), $"wait {i}");
        }
    }

    [TestCase(10, 86_400, TestName = "because of their max_age")]
    [TestCase(86_400, 10, TestName = "because of the retry window")]
    public void Deliver_WhenEventsExpireWhileTheSinkFails_KeepsWaitingLonger(int maxAge, int window)
    {
        var world = new SimulatedWorld(
            new DispatchOptions { RetryWindow = window * Second, RetryMaxDelay = 300 * Second }, static _ => Answers(DeliveryResult.Retry("not now")));
        var stack = world.Open(Some.Stack(), Some.Binding() with { MaxAge = maxAge * Second });

        for (var i = 0; i < 3_600; i++)
        {
            world.Publish(stack);
            world.Run(Second);
        }

        // Some ten attempts until the waits are at their longest, then one in 150 seconds or so.
        Assert.That(world.Attempts, Has.Count.LessThan(60));
        Assert.That(stack.Lanes.Single().Counters.DeadLettered, Is.GreaterThan(50));
    }

    [Test]
    public void Deliver_WithALongBacklogThatIsNotWanted_TakesTurnsWithOthersAndWithTheInbox()
    {
        List<(string Stack, int Turn)> looks = [];
        SimulatedWorld world = null!;
        world = new SimulatedWorld(new DispatchOptions(), Delivers);
        foreach (var name in new[] { "a", "b" })
        {
            var stack = world.Open(Some.Stack(name, name), Some.Binding(name) with { Filter = Filter });
            for (var i = 0; i < 1_000; i++)
            {
                stack.Recent.Offer(stack.Log.AppendAsync(Some.Event(stack.Stack), CancellationToken.None).Result());
            }
        }

        // The worker looks at all stacks at once.
        world.Tell(new DispatchMessage.DrainAsked(new TaskCompletionSource<bool>()));

        Assert.That(world.Lanes.Select(static lane => lane.Counters.Filtered), Is.EqualTo([1_000L, 1_000L]));
        Assert.That(looks.CountBy(static look => look.Turn).Max(static turn => turn.Value), Is.LessThan(2 * 128));
        var bothHave = looks.FindIndex(static look => look.Stack == "b");
        Assert.That(LongestRun(looks.GetRange(bothHave, 800)), Is.LessThan(200));

        bool Filter(StackEvent e)
        {
            looks.Add((e.StackId, world.Turns));
            return false;
        }

        static int LongestRun(List<(string Stack, int Turn)> looks)
        {
            var (longest, run) = (1, 1);
            for (var i = 1; i < looks.Count; i++)
            {
                run = looks[i].Stack == looks[i - 1].Stack ? run + 1 : 1;
                longest = Math.Max(longest, run);
            }

            return longest;
        }
    }

    [Test]
    public void Deliver_WhenTheDestinationNamesAWait_IsNotTriedBefore()
    {
        var calls = 0;
        var world = new SimulatedWorld(
            new DispatchOptions { MaxRetryAfter = TimeSpan.FromMinutes(10) },
            attempt => ++calls switch
            {
                1 => Answers(DeliveryResult.Retry("later", 0, TimeSpan.FromMinutes(2))),
                2 => Answers(DeliveryResult.Retry("much later", 0, TimeSpan.FromDays(3))),
                _ => Delivers(attempt),
            });
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack);
        world.Run();

        Assert.That(Waits(world), Is.EqualTo([TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)]));
    }

    [Test]
    public void Deliver_WhenTheSinkHangs_IsCancelledAtItsTimeAndTriedAgain()
    {
        var calls = 0;
        var world = new SimulatedWorld(new DispatchOptions(), attempt => ++calls == 1 ? Slowly(attempt, TimeSpan.FromDays(1)) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack);
        world.Run();

        var status = stack.Lanes.Single().ToStatus();
        Assert.That(status.Delivered, Is.EqualTo(1));
        Assert.That(status.LastError, Is.EqualTo("no answer within 30 s"));
    }

    [Test]
    public void Deliver_WhenTheSinkIgnoresItsToken_FreesTheSlotAndKeepsTheLane()
    {
        var world = new SimulatedWorld(
            new DispatchOptions { MaxAttemptsPerEndpoint = 1, CircuitThreshold = 9 },
            attempt => attempt.Lane.Binding.Name == "deaf" ? Slowly(attempt, TimeSpan.FromMinutes(5)) with { HeedsCancellation = false } : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding("deaf", endpoint: "e"), Some.Binding("other", endpoint: "e"));

        world.Publish(stack);
        world.Publish(stack);
        world.Run(TimeSpan.FromMinutes(1));
        var stuck = stack.Lanes[0].ToStatus();
        var other = stack.Lanes[1].ToStatus();
        world.Run();

        Assert.That(stuck.State, Is.EqualTo(LaneState.Stuck));
        Assert.That(other.Delivered, Is.EqualTo(2), "the other lane of the endpoint got the slot");
        Assert.That(stack.Lanes[0].ToStatus().Delivered, Is.EqualTo(2), "and the deaf one went on when its call had ended");
    }

    [Test]
    public void Deliver_WhenTheLastSinkIsDisposedSlowly_WaitsForItButNotForEver()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers) { DisposalTakes = () => TimeSpan.FromHours(1) };
        var stack = world.Open(Some.Stack(), Some.Binding(fingerprint: "old"));
        world.Publish(stack);
        world.Run(Second);

        world.Open(stack.Stack, Some.Binding(fingerprint: "new"));
        world.Publish(stack);
        world.Run(TimeSpan.FromSeconds(29));
        var during = stack.Lanes.Single().ToStatus();
        world.Run(TimeSpan.FromSeconds(2));

        Assert.That(during.Pending, Is.EqualTo(1));
        Assert.That(stack.Lanes.Single().ToStatus().Pending, Is.Zero);
    }

    [Test]
    public void Deliver_WithAThousandLanesOnADeadEndpoint_ProbesItInsteadOfHammeringIt()
    {
        var isDead = true;
        var world = new SimulatedWorld(new DispatchOptions(), attempt => isDead ? Answers(DeliveryResult.Unavailable("refused")) : Delivers(attempt));
        for (var i = 0; i < 1_000; i++)
        {
            world.Publish(world.Open(Some.Stack($"s{i}", $"p{i % 10}"), Some.Binding($"q{i}", endpoint: "dead")));
        }

        world.Run(TimeSpan.FromMinutes(10));
        var attempts = world.Attempts.Count;
        isDead = false;
        world.Run(TimeSpan.FromMinutes(1));

        // 5 failures open the circuit (3 more were under way); then a probe after 1, 2, 4 ... 30, 30, 30 s.
        Assert.That(attempts, Is.LessThan(40));
        Assert.That(world.Lanes.Count(lane => lane.Pending > 0), Is.Zero);
    }

    [Test]
    public void Deliver_WithAThousandHangingSinksOfOneTenant_LeavesTheOtherAlone()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => attempt.Queue.Project.Id == "bad" ? Slowly(attempt, TimeSpan.FromDays(1)) : Delivers(attempt));
        for (var i = 0; i < 1_000; i++)
        {
            world.Publish(world.Open(Some.Stack($"bad{i}", "bad"), Some.Binding($"q{i}", endpoint: $"e{i}")));
        }

        var healthy = world.Open(Some.Stack("good", "good"), Some.Binding("q", endpoint: "e"));
        for (var i = 0; i < 50; i++)
        {
            world.Publish(healthy);
            world.Run(TimeSpan.Zero);

            Assert.That(healthy.Lanes.Single().Pending, Is.Zero, "no time has passed, and the event has arrived");
        }
    }

    [Test]
    public void Deliver_WithAPoisonEventInABatch_DeliversTheOthersAndGivesItUpAtTheEndOfItsWindow()
    {
        var options = new DispatchOptions { RetryWindow = TimeSpan.FromHours(1), RetryMaxDelay = TimeSpan.FromMinutes(1) };
        var block = true;
        var world = new SimulatedWorld(options, attempt =>
            block ? Answers(DeliveryResult.Retry("not yet"))
            : attempt.Events.Any(e => e.Sequence == 5) ? Throws()
            : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 9);
        block = false;

        world.Run();

        var status = stack.Lanes.Single().ToStatus();
        Assert.That(status, Is.EqualTo(status with { Delivered = 8, DeadLettered = 1, Pending = 0 }));
        Assert.That(world.Arrived[stack.Lanes.Single()], Is.EqualTo([1, 2, 3, 4, 6, 7, 8, 9]));
        var letter = DeadLetters(world, stack).Single();
        Assert.That(letter.Sequence, Is.EqualTo(5));
        Assert.That(letter.Reason, Does.StartWith("not delivered within 01:00:00: boom"));
        Assert.That(letter.GivenUpAt - letter.FirstAttemptAt, Is.LessThan(TimeSpan.FromHours(1.1)));
    }

    [Test]
    public void Deliver_WhenOneEventIsRejected_GivesUpThatOneAlone()
    {
        var world = new SimulatedWorld(new DispatchOptions(), attempt =>
        {
            var bad = Array.FindIndex(attempt.Events, e => e.Sequence == 3);
            return bad < 0 ? Delivers(attempt) : Answers(DeliveryResult.Reject("too large", bad), bad);
        });
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack, 5);
        world.Run();

        Assert.That(world.Arrived[stack.Lanes.Single()], Is.EqualTo([1, 2, 4, 5]));
        Assert.That(DeadLetters(world, stack).Single(), Is.EqualTo(DeadLetters(world, stack).Single() with { Sequence = 3, Reason = "too large", Attempts = 1 }));
        Assert.That(DeadLetters(world, stack).Single().Body.IsEmpty, Is.False);
    }

    [Test]
    public void Deliver_AfterALongOutage_GivesEventsUpOneByOneAsTheirTimeComes()
    {
        var options = new DispatchOptions { RetryWindow = TimeSpan.FromHours(1), RetryMaxDelay = TimeSpan.FromMinutes(1) };
        var world = new SimulatedWorld(options, _ => Answers(DeliveryResult.Retry("no")));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack);
        world.Run(TimeSpan.FromMinutes(30));
        world.Publish(stack);

        world.Run(TimeSpan.FromMinutes(45));
        var between = stack.Lanes.Single().ToStatus();
        world.Run(TimeSpan.FromMinutes(30));

        Assert.That(between.DeadLettered, Is.EqualTo(1));
        Assert.That(stack.Lanes.Single().ToStatus().DeadLettered, Is.EqualTo(2));
    }

    [Test]
    public void Deliver_WhenTheSinkSuspends_WaitsForAnotherDeclarationAndKeepsItsPlace()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => attempt.Lane.Binding.Fingerprint == "wrong" ? Answers(DeliveryResult.Suspend("no such room")) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding(fingerprint: "wrong"));
        world.Publish(stack, 3);
        world.Run();
        var suspended = stack.Lanes.Single().ToStatus();

        world.Open(stack.Stack, Some.Binding(fingerprint: "right"));
        world.Run();

        Assert.That(suspended, Is.EqualTo(suspended with { State = LaneState.Misconfigured, Pending = 3, LastError = "no such room" }));
        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(3));
    }

    [Test]
    public void Deliver_WhenCredentialsHaveChanged_TriesARefusedLaneAgainAtOnce()
    {
        var isRefused = true;
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => isRefused ? Answers(DeliveryResult.Suspend("no credential")) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 3);
        world.Run();
        isRefused = false;

        world.Tell(new DispatchMessage.CredentialsChanged(stack));
        world.Run(TimeSpan.Zero);

        var status = stack.Lanes.Single().ToStatus();
        Assert.That((status.State, status.Delivered), Is.EqualTo((LaneState.Healthy, 3L)));
    }

    [Test]
    public void Deliver_WhenCredentialsChangeWhileTheOldOnesAreBeingRefused_TriesAgainOnceTheyAre()
    {
        var calls = 0;
        var world = new SimulatedWorld(
            new DispatchOptions(),
            attempt => ++calls == 1 ? Answers(DeliveryResult.Suspend("an old credential")) with { Duration = Second } : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 3);

        world.After(
            Second / 2,
            () =>
            {
                world.Tell(new DispatchMessage.CredentialsChanged(stack));

                // As an update of the stack with the same declarations does.
                world.Open(stack.Stack, Some.Binding());
            });
        world.Run();

        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(3));
        Assert.That(world.Attempts, Has.Count.EqualTo(2));
    }

    [Test]
    public void Deliver_WhenCredentialsOfAStackHaveChangedThatAnotherProcessHas_LeavesItAlone()
    {
        var isRefused = true;
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => isRefused ? Answers(DeliveryResult.Suspend("no credential")) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack);
        world.Run();
        stack.IsLost = true;
        isRefused = false;

        world.Tell(new DispatchMessage.CredentialsChanged(stack));
        world.Run();

        Assert.That(world.Attempts, Has.Count.EqualTo(1));
        Assert.That(stack.Lanes.Single().IsSuspended, Is.True);
    }

    [Test]
    public void Deliver_WhenCredentialsHaveChangedInVain_StaysRefusedWithOneMoreAttempt()
    {
        var world = new SimulatedWorld(new DispatchOptions(), static _ => Answers(DeliveryResult.Suspend("no credential")));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack);
        world.Run();

        world.Tell(new DispatchMessage.CredentialsChanged(stack));
        world.Run();

        Assert.That(stack.Lanes.Single().State, Is.EqualTo(LaneState.Misconfigured));
        Assert.That(world.Attempts, Has.Count.EqualTo(2));
    }

    [Test]
    public void Deliver_WhenOneTenantIsRefused_LeavesTheCircuitClosed()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => attempt.Queue.Project.Id == "bad" ? Answers(DeliveryResult.Retry("HTTP 401")) : Delivers(attempt));
        var bad = world.Open(Some.Stack("bad", "bad"), Some.Binding("a", endpoint: "e"));
        var good = world.Open(Some.Stack("good", "good"), Some.Binding("b", endpoint: "e"));
        world.Publish(bad);
        world.Run(TimeSpan.FromHours(1));

        world.Publish(good);
        world.Run(TimeSpan.Zero);

        Assert.That(good.Lanes.Single().Pending, Is.Zero);
    }

    [Test]
    public void Deliver_WithOneSlotAndTwoProjects_TakesTurns()
    {
        var world = new SimulatedWorld(new DispatchOptions { MaxAttempts = 1, FairnessQuantum = 1 }, attempt => Slowly(attempt, Second));
        for (var i = 0; i < 20; i++)
        {
            world.Publish(world.Open(Some.Stack($"many{i}", "many"), Some.Binding($"m{i}", endpoint: "e")));
        }

        for (var i = 0; i < 3; i++)
        {
            world.Publish(world.Open(Some.Stack($"few{i}", "few"), Some.Binding($"f{i}", endpoint: "e")));
        }

        world.Run();

        var last = world.Attempts.FindLastIndex(attempt => attempt.Queue.Project.Id == "few");
        Assert.That(last, Is.LessThanOrEqualTo(7), "the few had their turns among the first, not after the many");
    }

    [Test]
    public void Publish_BeyondTheStoresRoom_DropsTheOldestAndCountsThem()
    {
        var block = true;
        var world = new SimulatedWorld(
            new DispatchOptions { MemoryEventsPerStack = 1 },
            attempt => block ? Answers(DeliveryResult.Retry("no")) : Delivers(attempt),
            new InMemoryEventStoreOptions { MaxEventsPerStack = 10 });
        var stack = world.Open(Some.Stack(), Some.Binding());
        for (var i = 0; i < 100; i++)
        {
            world.Publish(stack);
        }

        block = false;
        world.Run();

        var status = stack.Lanes.Single().ToStatus();
        Assert.That(status.Dropped, Is.GreaterThan(80));
        Assert.That(status.Delivered + status.Dropped, Is.EqualTo(100));
        Assert.That(world.Arrived[stack.Lanes.Single()][^1], Is.EqualTo(100), "the newest are kept");
    }

    [Test]
    public void Publish_BeyondMemory_CatchesUpFromTheStoreWithoutLoss()
    {
        var block = true;
        var world = new SimulatedWorld(
            new DispatchOptions { MemoryEventsPerStack = 4 }, attempt => block ? Answers(DeliveryResult.Retry("no")) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 200);
        block = false;

        world.Run();

        Assert.That(world.Arrived[stack.Lanes.Single()], Is.EqualTo(Enumerable.Range(1, 200)));
    }

    [Test]
    public void Deliver_WithAFilter_CountsWhatWasNotWanted()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding() with { Filter = static e => e.ResourceName == "a" });

        world.Publish(stack, 3, "a");
        world.Publish(stack, 4, "b");
        world.Run();

        var status = stack.Lanes.Single().ToStatus();
        Assert.That(status, Is.EqualTo(status with { Recorded = 7, Delivered = 3, Filtered = 4, Pending = 0 }));
    }

    [Test]
    public void Rest_ForLong_DisposesTheSinkAndMakesAnotherWhenNeeded()
    {
        var made = 0;
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding(sink: () =>
        {
            made++;
            return new SimulatedSink();
        }));

        world.Publish(stack);
        world.Run(TimeSpan.FromMinutes(4));
        world.Publish(stack);
        world.Run(TimeSpan.FromMinutes(6));
        world.Publish(stack);
        world.Run();

        Assert.That(made, Is.EqualTo(2));
    }

    [Test]
    public void Open_WithAnotherDeclarationMore_StartsItAtTheHead()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding("a"));
        world.Publish(stack, 3);
        world.Run();

        world.Open(stack.Stack, Some.Binding("a", fingerprint: "changed"), Some.Binding("b"));
        world.Publish(stack);
        world.Run();

        Assert.That(stack.Lanes.Select(lane => lane.ToStatus().Delivered), Is.EqualTo([4, 1]));
    }

    [Test]
    public void Open_WithADeclarationLess_LetsItFinishAndTakesNothingMore()
    {
        var world = new SimulatedWorld(new DispatchOptions(), attempt => Slowly(attempt, Second));
        var stack = world.Open(Some.Stack(), Some.Binding("a"), Some.Binding("b"));
        world.Publish(stack, 3);
        var removed = stack.Lanes[1];

        world.Open(stack.Stack, Some.Binding("a"));
        world.Publish(stack, 2);
        var closing = removed.ToStatus();
        world.Run();

        Assert.That(closing.State, Is.EqualTo(LaneState.Closing));
        Assert.That(world.Arrived[removed], Is.EqualTo([1, 2, 3]));
        Assert.That(stack.Lanes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Close_FinishesTheLanesAndThenTheStack()
    {
        var world = new SimulatedWorld(new DispatchOptions(), attempt => Slowly(attempt, Second));
        var stack = world.Open(Some.Stack(), Some.Binding("a"), Some.Binding("b"));
        world.Publish(stack, 3);

        world.Close(stack);
        var before = world.Finished.Count;
        world.Run();

        Assert.That(before, Is.Zero);
        Assert.That(world.Finished, Is.EqualTo([stack]));
        Assert.That(world.Arrived.Values, Is.All.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Drain_WhenOnlySuspendedLanesHaveSomethingLeft_SaysSoAtOnce()
    {
        var world = new SimulatedWorld(new DispatchOptions(), _ => Answers(DeliveryResult.Suspend("wrong")));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack);
        world.Run();
        var drained = new TaskCompletionSource<bool>();

        world.Tell(new DispatchMessage.DrainAsked(drained));

        Assert.That(drained.Task.IsCompletedSuccessfully, Is.True);
        Assert.That(await drained.Task, Is.False);
    }

    [Test]
    public async Task Drain_WhenAPublisherHasNotYetToldOfItsEvent_WaitsForItAllTheSame()
    {
        var world = new SimulatedWorld(new DispatchOptions(), attempt => Slowly(attempt, Second));
        var stack = world.Open(Some.Stack(), Some.Binding());
        stack.Recent.Offer(stack.Log.AppendAsync(Some.Event(stack.Stack), CancellationToken.None).Result());
        var drained = new TaskCompletionSource<bool>();

        world.Tell(new DispatchMessage.DrainAsked(drained));
        var before = drained.Task.IsCompleted;
        world.Run();

        Assert.That(before, Is.False);
        Assert.That(await drained.Task.WaitAsync(Patience.Limit), Is.True);
        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(1));
    }

    [Test]
    public void Settle_WhenTheStoreFails_IsTriedAgainAndLosesNothing()
    {
        var failures = 3;
        var world = new SimulatedWorld(new DispatchOptions(), Delivers) { StoreAnswers = () => (TimeSpan.Zero, failures-- > 0) };
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack, 3);
        world.Run();
        var stored = world.Store.OpenStackAsync(new(stack.Stack, "[]", [new(stack.Lanes[0].Binding.Key)]), default).Result().Lanes.Single();

        Assert.That(stored, Is.EqualTo(stored with { Cursor = 3, Counters = new LaneCounters(3, 0, 0, 0) }));
        Assert.That(failures, Is.LessThan(0));
    }

    [Test]
    public void Close_OfAStackWhoseSinkRefusesEverything_GivesTheRestUpAtTheEndOfItsWindow()
    {
        var world = new SimulatedWorld(new DispatchOptions { RetryWindow = TimeSpan.FromHours(1) }, _ => Answers(DeliveryResult.Suspend("gone")));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 3);
        world.Run();
        var lane = stack.Lanes.Single();

        world.Close(stack);
        world.Run(TimeSpan.FromMinutes(59));
        var before = world.Finished.Count;
        world.Run();

        Assert.That(before, Is.Zero);
        Assert.That(world.Finished, Is.EqualTo([stack]));
        Assert.That(lane.Counters, Is.EqualTo(new LaneCounters(0, 3, 0, 0)));
        Assert.That(DeadLetters(world, stack).Single().Reason, Is.EqualTo("3 event(s) up to 3 were given up: gone"));
    }

    [Test]
    public void Open_AgainAfterClosingWithFewerSinks_LeavesNoneBehindInTheStore()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => attempt.Lane.Binding.Name == "slow" ? Slowly(attempt, TimeSpan.FromSeconds(20)) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding("quick"), Some.Binding("slow"));
        world.Publish(stack);
        world.Close(stack);
        world.Run(Second);

        world.Open(stack.Stack, Some.Binding("slow"));
        world.Run();
        var stored = world.Store.OpenStackAsync(new(stack.Stack, "[]", [new(Some.Binding("slow").Key)]), default).Result().Lanes;

        Assert.That(stored.Select(static lane => lane.Key.Destination), Is.EqualTo(["slow"]));
    }

    [Test]
    public void Open_AgainWithTheSameDeclarations_CutsNoWaitShort()
    {
        var world = new SimulatedWorld(new DispatchOptions(), _ => Answers(DeliveryResult.Retry("later", 0, TimeSpan.FromMinutes(10))));
        var stack = world.Open(Some.Stack(), Filtered("r"));
        world.Publish(stack);
        world.Run(Second);

        world.Open(stack.Stack, Filtered("r"));
        world.Run(TimeSpan.FromMinutes(9));

        Assert.That(world.Attempts, Has.Count.EqualTo(1));

        // Each opening reads the declaration anew: the filters are two, and do the same.
        static LaneBinding Filtered(string resource) => Some.Binding(fingerprint: resource) with { Filter = e => e.ResourceName == resource };
    }

    [Test]
    public void Deliver_AfterAProjectHadTheWorldToItself_LetsItTakeTurnsAtOnce()
    {
        var world = new SimulatedWorld(new DispatchOptions { MaxAttempts = 1, FairnessQuantum = 1 }, attempt => Slowly(attempt, Second));
        var busy = world.Open(Some.Stack("busy", "busy"), Some.Binding("b", endpoint: "e"));
        for (var i = 0; i < 200; i++)
        {
            world.Publish(busy, 5);
            world.Run(TimeSpan.FromSeconds(3));
        }

        var alone = world.Attempts.Count;
        for (var i = 0; i < 20; i++)
        {
            world.Publish(world.Open(Some.Stack($"new{i}", "new"), Some.Binding($"n{i}", endpoint: "e")));
        }

        world.Publish(busy);
        world.Run();

        var turn = world.Attempts.FindIndex(alone, attempt => attempt.Queue.Project.Id == "busy") - alone;
        Assert.That(turn, Is.LessThanOrEqualTo(12), "what it sent while nobody else wanted to is not held against it");
    }

    [Test]
    public void Publish_OfAnEventWhoseDocumentIsDisposedLater_HurtsNobody()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding());
        StackEvent e;
        using (var document = System.Text.Json.JsonDocument.Parse("""{"a":[1.0]}"""))
        {
            e = StackEvent.ForResource(stack.Stack, "r", "t", "CREATE", "COMPLETE", properties: document.RootElement);
        }

        stack.Recent.Offer(stack.Log.AppendAsync(e, default).Result());
        world.Tell(stack.Touched);
        world.Run();

        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(1));
        Assert.That(System.Text.Encoding.UTF8.GetString(e.ToUtf8Json().Span), Does.Contain("""{"a":[1.0]}"""));
    }

    private static SimulatedAnswer Delivers(DeliveryAttempt attempt) => new(DeliveryResult.Delivered, attempt.Events.Length, TimeSpan.Zero);

    private static SimulatedAnswer Slowly(DeliveryAttempt attempt, TimeSpan duration) => Delivers(attempt) with { Duration = duration };

    private static SimulatedAnswer Answers(DeliveryResult result, int accepted = 0) => new(result, accepted, TimeSpan.Zero);

    private static SimulatedAnswer Throws() => new(DeliveryResult.Retry("boom"), 0, TimeSpan.Zero, IsException: true);

    private static IEnumerable<TimeSpan> Waits(SimulatedWorld world) =>
        world.Attempts.Zip(world.Attempts.Skip(1), (a, b) => TimeSpan.FromTicks(b.StartedAt - a.StartedAt));

    private static List<DeadLetter> DeadLetters(SimulatedWorld world, StackLanes stack) =>
        world.Store.ReadDeadLettersAsync(stack.Stack.Id, CancellationToken.None).ToBlockingEnumerable().ToList();
}
