using EventSinks.Testing;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccessKeeperTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private int _asked;

    [Test, CancelAfter(10_000)]
    public async Task Get_ByAHundredAtOnce_AsksOnce(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource();
        var keeper = Keeper(async number =>
        {
            await answer.Task;
            return Lease(number, 3600);
        });

        var all = Enumerable.Range(0, 100).Select(_ => Task.Run(() => keeper.GetAsync(cancellationToken).AsTask(), cancellationToken)).ToArray();
        await Until.TrueAsync(() => _asked == 1, cancellationToken);
        answer.SetResult();

        Assert.That((await Task.WhenAll(all)).Select(access => access.Token), Is.All.EqualTo("t1"));
        Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t1"));
        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_OneWhoLeaves_LeavesTheQuestionToTheOthers(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource();
        var keeper = Keeper(async number =>
        {
            await answer.Task;
            return Lease(number, 3600);
        });
        using var leaving = new CancellationTokenSource();
        var first = keeper.GetAsync(leaving.Token).AsTask();
        var second = keeper.GetAsync(cancellationToken).AsTask();

        await leaving.CancelAsync();

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        answer.SetResult();
        Assert.That((await second).Token, Is.EqualTo("t1"));
        Assert.That(_asked, Is.EqualTo(1));
    }

    [Test]
    public void Get_ByOneWhoHasLeft_AsksNobody()
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));

        Assert.That(async () => await keeper.GetAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_asked, Is.Zero);
    }

    [TestCase(3600, 3481, 3599)]
    [TestCase(20, 11, 19)]
    [CancelAfter(10_000)]
    public async Task Get_WhileRenewalHangs_GivesTheOldTokenAsLongAsItIsGood(int life, int due, int end, CancellationToken cancellationToken)
    {
        var hanging = new TaskCompletionSource();
        var keeper = Keeper(async number =>
        {
            await (number == 1 ? Task.CompletedTask : hanging.Task);
            return Lease(number, life);
        });
        await keeper.GetAsync(cancellationToken);

        for (var at = 0; at < end; at++)
        {
            _clock.Advance(Second);
            Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t1"), $"after {at} s");
            if (at + 1 == due - 1)
            {
                Assert.That(_asked, Is.EqualTo(1));
            }
        }

        _clock.Advance(Second);
        var waiting = keeper.GetAsync(cancellationToken).AsTask();
        Assert.That(waiting.IsCompleted, Is.False);
        hanging.SetResult();
        Assert.That((await waiting).Token, Is.EqualTo("t2"));
        Assert.That(_asked, Is.EqualTo(2));
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_WhenRenewalIsDue_GetsTheNewTokenSoon(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        await keeper.GetAsync(cancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(3481));

        await Until.TrueAsync(async () => (await keeper.GetAsync(cancellationToken)).Token == "t2", cancellationToken);

        Assert.That(_asked, Is.EqualTo(2));
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_WhileKeystoneFailsToRenew_GivesTheOldTokenAndThenTheFailure(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => number == 1 ? Task.FromResult(Lease(1, 3600)) : throw Failure(OpenStackFailure.Unavailable));
        await keeper.GetAsync(cancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(3500));

        for (var left = 100; left > 1; left--)
        {
            var before = _asked;
            Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t1"));
            _clock.Advance(Second);
            Assert.That(_asked, Is.LessThanOrEqualTo(before + 1));
        }

        _clock.Advance(Second);
        Assert.That(async () => await keeper.GetAsync(cancellationToken), Throws.TypeOf<OpenStackException>());
        Assert.That(_asked, Is.InRange(2, 10));
    }

    [Test, CancelAfter(10_000)]
    public async Task Refuse_OfTheCurrentAccess_AsksAnewOnceHoweverManySaySo(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        var first = await keeper.GetAsync(cancellationToken);

        for (var i = 0; i < 50; i++)
        {
            keeper.Refuse(first);
        }

        var second = await keeper.GetAsync(cancellationToken);
        keeper.Refuse(first);

        Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t2"));
        Assert.That((second.Token, _asked), Is.EqualTo(("t2", 2)));
    }

    [Test, CancelAfter(10_000)]
    public async Task Question_ThatFailsAndThatNobodyWaitsFor_IsATaskThatDoesNotFail(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Lease>();
        var keeper = Keeper(number => number == 1 ? Task.FromResult(Lease(1, 3600)) : answer.Task);
        await keeper.GetAsync(cancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(3500));
        await keeper.GetAsync(cancellationToken);
        var question = keeper.Question!;

        answer.SetException(Failure(OpenStackFailure.Unavailable));
        await ((Task)question).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A task that had failed would be an unobserved exception as soon as it is forgotten.
        Assert.That(question.Status, Is.EqualTo(TaskStatus.RanToCompletion));
        Assert.That((await question).Failure!.Message, Is.EqualTo("Scripted."));
        Assert.That(keeper.Question, Is.Null);
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_AQuestionThatFailsInAnyWay_IsAFailureAndNotTheLastQuestion(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => number == 1 ? throw new NotSupportedException() : Task.FromResult(Lease(number, 3600)));

        var error = await Assert.ThrowsAsync<OpenStackException>(() => keeper.GetAsync(cancellationToken).AsTask());
        _clock.Advance(Second);

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Unavailable));
        Assert.That(error.InnerException, Is.TypeOf<NotSupportedException>());
        Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t2"));
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_TheQuestion_HasNothingOfTheFirstCallersContext(CancellationToken cancellationToken)
    {
        var local = new AsyncLocal<string?> { Value = "caller" };
        string? seen = "";
        var keeper = Keeper(number =>
        {
            seen = local.Value;
            return Task.FromResult(Lease(number, 3600));
        });

        await keeper.GetAsync(cancellationToken);

        Assert.That((seen, local.Value), Is.EqualTo(((string?)null, "caller")));
    }

    private static OpenStackException Failure(OpenStackFailure kind) => new(kind, "Scripted.");

    private AccessKeeper Keeper(Func<int, Task<Lease>> answer) =>
        new(async () => await answer(Interlocked.Increment(ref _asked)), onlyToken: null, _clock);

    private Lease Lease(int number, int seconds) =>
        new(new($"t{number}", "p1", null, () => ""), _clock.GetTimestamp(), TimeSpan.FromSeconds(seconds), CanRenew: true);
}
