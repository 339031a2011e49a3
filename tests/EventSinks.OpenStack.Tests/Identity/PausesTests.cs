using EventSinks.Testing;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PausesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private int _asked;

    // 0, 1, 3, 7, 15, 31, 63 and then each minute; a refusal each minute.
    [TestCase(OpenStackFailure.Unavailable, null, 15)]
    [TestCase(OpenStackFailure.NotKeystone, null, 15)]
    [TestCase(OpenStackFailure.Refused, null, 10)]
    [TestCase(OpenStackFailure.Unavailable, 0, 15)]
    [TestCase(OpenStackFailure.Unavailable, 100, 6)]
    [TestCase(OpenStackFailure.Unavailable, 86400, 2)]
    [CancelAfter(30_000)]
    public async Task Get_WhileKeystoneFailsForTenMinutes_AsksSeldom(
        OpenStackFailure failure, int? retryAfter, int expected, CancellationToken cancellationToken)
    {
        var keeper = Keeper(_ => throw Failure(failure, retryAfter));

        for (var tick = 0; tick < 1200; tick++)
        {
            var before = _asked;
            var error = await Assert.ThrowsAsync<OpenStackException>(() => keeper.GetAsync(cancellationToken).AsTask());
            Assert.That(error.Failure, Is.EqualTo(failure));
            Assert.That(error.RetryAfter, Is.InRange(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5)));

            // What is left of the pause is true: just before its end, nobody is asked.
            Assert.That(_asked, Is.EqualTo(before).Or.EqualTo(before + 1));
            _clock.Advance(Second / 2);
        }

        Assert.That(_asked, Is.EqualTo(expected));
    }

    [Test, CancelAfter(10_000)]
    public async Task Get_AfterAFailureAndASuccess_BeginsWithTheShortestPauseAgain(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => number == 4 ? Task.FromResult(Lease(4, 2)) : throw Failure(OpenStackFailure.Unavailable));
        List<TimeSpan?> pauses = [];

        for (var number = 1; number <= 5; number++)
        {
            try
            {
                await keeper.GetAsync(cancellationToken);
                _clock.Advance(2 * Second);
            }
            catch (OpenStackException error)
            {
                pauses.Add(error.RetryAfter);
                _clock.Advance(error.RetryAfter!.Value);
            }
        }

        Assert.That(pauses, Is.EqualTo([Second, 2 * Second, 4 * Second, Second]));
    }

    [Test, CancelAfter(10_000)]
    public async Task Refuse_AgainAndAgain_PausesLongerAndLonger(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        keeper.Refuse(await keeper.GetAsync(cancellationToken));
        List<double> pauses = [];

        for (var i = 0; i < 9; i++)
        {
            keeper.Refuse(await keeper.GetAsync(cancellationToken));
            var error = await Assert.ThrowsAsync<OpenStackException>(() => keeper.GetAsync(cancellationToken).AsTask());
            Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Unavailable));
            Assert.That(error.Message, Does.Contain("refuses every token"));
            pauses.Add(error.RetryAfter!.Value.TotalSeconds);
            _clock.Advance(error.RetryAfter.Value);
        }

        Assert.That(pauses, Is.EqualTo([1, 2, 4, 8, 16, 32, 60, 60, 60]));
    }

    [TestCase(3600, 59, 1)]
    [TestCase(3600, 60, 0)]
    [TestCase(40, 19, 1)]
    [TestCase(40, 20, 0)]
    [CancelAfter(10_000)]
    public async Task Refuse_AfterAMinuteOrHalfOfAShorterLife_StartsAnew(int life, int age, int pause, CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, life)));
        keeper.Refuse(await keeper.GetAsync(cancellationToken));
        var second = await keeper.GetAsync(cancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(age));

        keeper.Refuse(second);

        if (pause > 0)
        {
            var error = await Assert.ThrowsAsync<OpenStackException>(() => keeper.GetAsync(cancellationToken).AsTask());
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(pause)));
        }
        else
        {
            Assert.That((await keeper.GetAsync(cancellationToken)).Token, Is.EqualTo("t3"));
        }
    }

    [Test, CancelAfter(10_000)]
    public async Task Refuse_OfATokenThatWasAccepted_IsNeverAgain(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        var access = await keeper.GetAsync(cancellationToken);

        for (var number = 2; number < 6; number++)
        {
            keeper.Refuse(access);
            access = await keeper.GetAsync(cancellationToken);
            Assert.That(access.Token, Is.EqualTo($"t{number}"));
            keeper.Accept(access);
        }
    }

    [Test, CancelAfter(10_000)]
    public async Task Accept_OfAnOldToken_SaysNothingOfTheNewOne(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        var first = await keeper.GetAsync(cancellationToken);
        keeper.Accept(first);
        keeper.Refuse(first);
        var second = await keeper.GetAsync(cancellationToken);

        keeper.Accept(first);
        keeper.Refuse(second);

        Assert.That(async () => await keeper.GetAsync(cancellationToken), Throws.TypeOf<OpenStackException>());
    }

    [Test, CancelAfter(10_000)]
    public async Task Refuse_AfterATokenThatLivedLonger_BeginsWithTheShortestPauseAgain(CancellationToken cancellationToken)
    {
        var keeper = Keeper(number => Task.FromResult(Lease(number, 3600)));
        keeper.Refuse(await keeper.GetAsync(cancellationToken));
        List<double> pauses = [];

        for (var i = 0; i < 4; i++)
        {
            if (i == 2)
            {
                var old = await keeper.GetAsync(cancellationToken);
                _clock.Advance(Second * 60);
                keeper.Refuse(old);
            }

            keeper.Refuse(await keeper.GetAsync(cancellationToken));
            var error = await Assert.ThrowsAsync<OpenStackException>(() => keeper.GetAsync(cancellationToken).AsTask());
            pauses.Add(error.RetryAfter!.Value.TotalSeconds);
            _clock.Advance(error.RetryAfter.Value);
        }

        Assert.That(pauses, Is.EqualTo([1, 2, 1, 2]));
    }

    private static OpenStackException Failure(OpenStackFailure kind, int? retryAfter = null) =>
        new(kind, "Scripted.") { RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    private AccessKeeper Keeper(Func<int, Task<Lease>> answer) =>
        new(async () => await answer(Interlocked.Increment(ref _asked)), onlyToken: null, _clock);

    private Lease Lease(int number, int seconds) =>
        new(new($"t{number}", "p1", null, () => ""), _clock.GetTimestamp(), TimeSpan.FromSeconds(seconds), CanRenew: true);
}
