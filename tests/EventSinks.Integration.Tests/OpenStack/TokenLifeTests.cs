using EventSinks.Dispatch;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>What tokens that end, a Keystone that is away and tokens that are taken back do to deliveries: they wait, and ask for little.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class TokenLifeTests
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Publish_WhileTokensExpire_LosesNothingAndAsksForFewTokens()
    {
        try
        {
            await KeystoneServer.RestartApiWithTokensOfAsync(ShortLife);
            using var owners = await TwoOwners.MakeAsync();
            using var http = new WatchedHttp();
            await using var engine = await TrustedEngineAsync(owners, http);
            await engine.OpenAsync(owners.Alice.Stack, owners.Environment);
            var start = TimeProvider.System.GetTimestamp();

            // Until three tokens have had their time, however long that takes.
            var published = 0;
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (http.Tokens.Count < 4 && TimeProvider.System.GetElapsedTime(start) < 2 * Engine.Patience)
            {
                await engine.PublishAsync(owners.Alice.Stack, $"r{++published}");
                await pace.WaitForNextTickAsync();
            }

            await engine.WaitForArrivalAsync(owners.Alice.Stack);
            var elapsed = TimeProvider.System.GetElapsedTime(start);

            // Renewed at half of their lives. The first token of alice's own has ended meanwhile.
            Assert.That(http.Tokens, Has.Count.GreaterThanOrEqualTo(4));
            Assert.That(http.Questions, Is.LessThanOrEqualTo((elapsed / (ShortLife / 2)) + 2));
            using var queue = owners.Cloud.Queue(owners.Alice.Queue.Name, "alpha", await owners.Cloud.SignInToAsync("alice", "alpha"));
            Assert.That(await TwoOwners.NamesAsync(queue), Is.EqualTo(Enumerable.Range(1, published).Select(number => $"r{number}")));
        }
        finally
        {
            await KeystoneServer.RestartApiAsync();
        }
    }

    [Test]
    public async Task Publish_WhileKeystoneHangs_GoesOnWithTheTokenThatIsThere()
    {
        using var owners = await TwoOwners.MakeAsync();
        using var http = new WatchedHttp();
        var clock = new ShiftedClock();
        await using var engine = await TrustedEngineAsync(owners, http, clock);
        var stack = owners.Alice.Stack;
        await engine.OpenAndPublishAsync(stack, owners.Environment, "before-1");
        await engine.WaitForArrivalAsync(stack);

        // To four minutes before the token's end, in steps: a session that nobody asks for in ten minutes is forgotten.
        for (var step = 2; step <= 8; step++)
        {
            clock.Shift(TimeSpan.FromMinutes(8));
            await engine.PublishAsync(stack, $"before-{step}");
            await engine.WaitForArrivalAsync(stack);
        }

        try
        {
            await KeystoneServer.PauseApiAsync();
            clock.Shift(TimeSpan.FromMinutes(3));
            await engine.PublishAsync(stack, "during");
            await engine.WaitForArrivalAsync(stack);
            var questions = await Eventually.ReadAsync(_ => Task.FromResult(http.Questions), static count => count == 2);
            Assert.That((questions, http.Tokens.Count), Is.EqualTo((2, 1)), "asked in vain");
        }
        finally
        {
            await KeystoneServer.ContinueApiAsync();
        }

        // What hung has been answered.
        Assert.That(
            await Eventually.ReadAsync(_ => Task.FromResult(http.Tokens.Count), static count => count == 2, Engine.Patience), Is.EqualTo(2));
        await engine.PublishAsync(stack, "after");
        await engine.WaitForArrivalAsync(stack);
        await owners.AssertQueuesAsync([.. Enumerable.Range(1, 8).Select(step => $"before-{step}"), "during", "after"], []);
    }

    [Test]
    public async Task Publish_WhileKeystoneIsStoppedAndTokensExpire_ArrivesWhenItIsBack_WithoutAStorm()
    {
        const int Stacks = 20;
        using var owners = await TwoOwners.MakeAsync();
        using var http = new WatchedHttp();
        var clock = new ShiftedClock();
        var credentials = new OwnersCredentials();
        await using var engine = new Engine(owners.Cloud.Operator(), credentials, http, clock);
        StackIdentity[] stacks = [.. Enumerable.Range(0, Stacks).Select(_ => Cloud.NewStack(owners.Alice.Stack.ProjectId))];
        foreach (var stack in stacks)
        {
            credentials.Give(stack, await owners.Alice.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
            await engine.OpenAndPublishAsync(stack, owners.Environment, "1");
            await engine.WaitForArrivalAsync(stack);
        }

        Assert.That(http.Questions, Is.EqualTo(1), "one identity, one token");
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            await KeystoneServer.StopApiAsync();
            clock.Shift(TimeSpan.FromHours(2));
            foreach (var stack in stacks)
            {
                await engine.PublishAsync(stack, "2", "3");
            }

            foreach (var stack in stacks)
            {
                var status = await engine.WaitForFailureAsync(stack, LaneState.Retrying);
                Assert.That(status.LastError, Does.Contain("cannot be reached"));
                Assert.That((status.Pending, status.DeadLettered), Is.EqualTo((2L, 0L)));
            }

            // All of them go on asking for a while.
            await Eventually.ReadAsync(_ => Task.FromResult(http.Questions), static count => count >= 4, Engine.Patience);
        }
        finally
        {
            await KeystoneServer.StartApiAsync();
        }

        foreach (var stack in stacks)
        {
            await engine.WaitForArrivalAsync(stack);
        }

        // The pauses double from one second on, so there is one question more with each doubling of the time, and one that is answered.
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        Assert.That(http.Questions, Is.InRange(4, 1 + Math.Ceiling(Math.Log2(elapsed.TotalSeconds + 1)) + 1));
        Assert.That(http.Tokens, Has.Count.EqualTo(2));
        var bodies = await owners.Alice.Queue.ReadBodiesAsync();
        foreach (var stack in stacks)
        {
            var payloads = bodies.Select(static body => body.GetProperty("payload"))
                .Where(payload => payload.GetProperty("stack_id").GetString() == stack.Id);
            Assert.That(payloads.Select(static payload => payload.GetProperty("resource_name").GetString()), Is.EqualTo(["1", "2", "3"]));
        }
    }

    [Test]
    public async Task Publish_AfterATokenWasRevoked_SignsInOnceForManyLanes()
    {
        const int Stacks = 20;
        using var owners = await TwoOwners.MakeAsync();
        using var http = new WatchedHttp();
        var credentials = new OwnersCredentials();
        await using var engine = new Engine(owners.Cloud.Operator(), credentials, http);
        StackIdentity[] stacks = [.. Enumerable.Range(0, Stacks).Select(_ => Cloud.NewStack(owners.Bob.Stack.ProjectId))];
        foreach (var stack in stacks)
        {
            credentials.Give(stack, await owners.Bob.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
            await engine.OpenAndPublishAsync(stack, owners.Environment, "1");
            await engine.WaitForArrivalAsync(stack);
        }

        try
        {
            // Zaqar remembers for minutes that a token is good, until it starts anew.
            await KeystoneServer.StopZaqarAsync();
            await owners.Cloud.RevokeAsync(http.Tokens.Single());
        }
        finally
        {
            await KeystoneServer.StartZaqarAsync();
        }

        foreach (var stack in stacks)
        {
            await engine.PublishAsync(stack, "2");
        }

        foreach (var stack in stacks)
        {
            await engine.WaitForArrivalAsync(stack);
        }

        Assert.That(http.Questions, Is.EqualTo(2));
        using var queue = owners.Cloud.Queue(owners.Bob.Queue.Name, "beta", await owners.Cloud.SignInToAsync("bob", "beta"));
        Assert.That(await TwoOwners.NamesAsync(queue), Is.EquivalentTo(Enumerable.Repeat("1", Stacks).Concat(Enumerable.Repeat("2", Stacks))));
    }

    private static async Task<Engine> TrustedEngineAsync(TwoOwners owners, WatchedHttp http, TimeProvider? clock = null)
    {
        var credentials = new OwnersCredentials();
        credentials.Give(owners.Alice.Stack, await owners.Alice.CredentialAsync(owners.Cloud, StackCredentialKinds.OpenStackTrust));
        return new Engine(owners.Cloud.Operator(), credentials, http, clock);
    }
}
