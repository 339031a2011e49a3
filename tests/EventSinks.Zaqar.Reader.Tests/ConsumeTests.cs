using System.Net;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class ConsumeTests
{
    [Test]
    public async Task ConsumeAsync_DeletesEachMessage_WhenItsConsumerAsksForTheNext()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(25));
        List<int> leftWhenGiven = [];

        await foreach (var message in Some.Reader(zaqar).ConsumeAsync(Some.Patience()))
        {
            leftWhenGiven.Add(zaqar.Ids.Length);
            if (message.Id == "m24")
            {
                break;
            }
        }

        Assert.That(leftWhenGiven, Is.EqualTo(Enumerable.Range(1, 25).Reverse()));
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m24" }));
    }

    [Test]
    public async Task ConsumeAsync_LeftEarly_GivesBackWhatItHolds()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(5));
        var reader = Some.Reader(zaqar);
        await reader.ConsumeAsync().TakeAsync(2);

        var taken = await reader.ConsumeAsync().TakeAsync(4);

        Assert.That(Some.Texts(taken), Is.EqualTo(Some.Bodies(4, 1)));
        Assert.That(zaqar.Requests.Count(static request => request.ToString().StartsWith("DELETE /v2/queues/q/claims/", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task ConsumeAsync_AfterADeletionByHand_DeletesNoMore_AndReleasesNoEmptyClaim()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");

        await foreach (var message in Some.Reader(zaqar).ConsumeAsync(Some.Patience()))
        {
            Assert.That(await message.DeleteAsync(), Is.True);
            if (message.Id == "m1")
            {
                break;
            }
        }

        Assert.That(zaqar.Requests.Select(static request => request.ToString()), Is.EqualTo(new[]
        {
            "POST /v2/queues/q/claims?limit=10", "DELETE /v2/queues/q/messages/m0?claim_id=c1", "DELETE /v2/queues/q/messages/m1?claim_id=c1",
            "DELETE /v2/queues/q/claims/c1",
        }));
        Assert.That(zaqar.Ids, Is.Empty);
    }

    [Test]
    public async Task ConsumeAsync_AsksAsZaqarWantsIt()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        var options = Some.Quick with { ClaimSize = 3, ClaimTtl = TimeSpan.FromSeconds(60), ClaimGrace = TimeSpan.FromHours(1) };

        await Some.Reader(zaqar, options).ConsumeAsync().TakeAsync(1);

        var claim = zaqar.Requests[0];
        Assert.That((claim.ToString(), claim.Body, claim.Length), Is.EqualTo(("POST /v2/queues/q/claims?limit=3", """{"ttl": 60, "grace": 3600}""", 26L)));
    }

    [Test]
    public async Task ConsumeAsync_OfAnEmptyQueue_WaitsForMessages()
    {
        using var zaqar = new FakeZaqar();
        var caughtUp = 0;
        zaqar.OnRequest = number =>
        {
            if (number == 4)
            {
                zaqar.Post("1");
            }
        };

        var taken = await Some.Reader(zaqar, Some.Quick with { OnCaughtUp = () => caughtUp++ }).ConsumeAsync().TakeAsync(1);

        Assert.That((Some.Texts(taken)[0], caughtUp), Is.EqualTo(("1", 1)));
    }

    [Test]
    public async Task ConsumeAsync_WhenTheClaimRanOutAndNobodyTookTheMessage_DeletesItAllTheSame()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        List<string> taken = [];

        await foreach (var message in Some.Reader(zaqar).ConsumeAsync(Some.Patience()))
        {
            taken.Add(message.Id);
            if (taken.Count == 1)
            {
                zaqar.EndClaims();
            }
            else
            {
                break;
            }
        }

        Assert.That(taken, Is.EqualTo(new[] { "m0", "m1" }));
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m1" }));
    }

    [Test]
    public async Task ConsumeAsync_WhenTheClaimRanOutAndAnotherTookTheMessage_LeavesItToTheOther_AndGoesOn()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        var reader = Some.Reader(zaqar);
        List<string> taken = [];

        await foreach (var message in reader.ConsumeAsync(Some.Patience()))
        {
            taken.Add(message.Id);
            if (taken.Count == 2)
            {
                break;
            }

            zaqar.EndClaims();
            zaqar.ClaimByAnother();
            zaqar.Post("2");
        }

        Assert.That(taken, Is.EqualTo(new[] { "m0", "m1" }));
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m0", "m1" }));
    }

    [Test]
    public async Task ConsumeAsync_WhenZaqarFailsOnAClaimThatRanOut_GoesOnAllTheSame()
    {
        // As its Redis driver does while another holds the message.
        using var zaqar = new FakeZaqar();
        zaqar.Override = static request => request.Method == HttpMethod.Patch || request.RequestUri!.Query.Contains("claim_id=c1", StringComparison.Ordinal)
            ? FakeZaqar.Json(HttpStatusCode.ServiceUnavailable, "{}")
            : null;
        zaqar.Post("1");
        List<string> taken = [];

        // On this clock the claim has run out as soon as it cannot be renewed.
        await foreach (var message in Some.Reader(zaqar, clock: new HastyTimeProvider()).ConsumeAsync(Some.Patience()))
        {
            taken.Add(message.Id);
            if (taken.Count == 2)
            {
                break;
            }

            zaqar.EndClaims();
            zaqar.ClaimByAnother();
            zaqar.Post("2");
        }

        Assert.That(taken, Is.EqualTo(new[] { "m0", "m1" }));
        Assert.That(zaqar.Ids, Does.Contain("m0"));
    }

    [Test]
    public async Task ConsumeAsync_OfAMessageThatItIsDoneWith_DeletesIt_AndDoesNotGiveItAgain()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1");
        var reader = Some.Reader(zaqar);
        List<string> taken = [];

        await foreach (var message in reader.ConsumeAsync(Some.Patience()))
        {
            taken.Add(message.Id);
            if (taken.Count == 2)
            {
                break;
            }

            // Another holds it while this one wants to delete it, and then gives it back.
            zaqar.EndClaims();
            zaqar.ClaimByAnother();
            var next = zaqar.Requests.Count + 3;
            zaqar.OnRequest = number =>
            {
                if (number == next)
                {
                    zaqar.EndClaims();
                    zaqar.Post("2");
                }
            };
        }

        Assert.That(taken, Is.EqualTo(new[] { "m0", "m1" }));
        Assert.That((zaqar.Ids.Single(), reader.Duplicates), Is.EqualTo(("m1", 1)));
    }

    [Test]
    public async Task ConsumeAsync_OfAnEventThatWasPostedTwice_DeletesTheSecond()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Event(1, sequence: 1), Some.Event(1, sequence: 1), Some.Event(4, sequence: 4));
        var reader = Some.Reader(zaqar);

        var taken = await reader.ConsumeAsync().TakeAsync(2);

        Assert.That(taken.Select(static m => (m.Sequence, m.MissingBefore)), Is.EqualTo(new (long?, long)[] { (1, 0), (4, 2) }));
        Assert.That((zaqar.Ids.Single(), reader.Duplicates), Is.EqualTo(("m2", 1)));
    }

    [Test]
    public async Task ConsumeAsync_WhileTheServerIsAway_DeletesLater()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        List<string> said = [];
        List<string> taken = [];
        var options = Some.Quick with { OnTrouble = said.Add, OnRecovered = () => said.Add("well") };

        await foreach (var message in Some.Reader(zaqar, options).ConsumeAsync(Some.Patience()))
        {
            taken.Add(message.Id);
            if (taken.Count == 2)
            {
                break;
            }

            zaqar.FailWith(HttpStatusCode.ServiceUnavailable);
        }

        Assert.That(said, Is.EqualTo(new[] { "HTTP 503 Sorry: Out of order.", "well" }));
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m1" }));
    }

    [Test]
    public async Task DeleteAsync_AfterTheEnumeration_OfAMessageThatAnotherHasTaken_IsFalse()
    {
        using var zaqar = new FakeZaqar();
        using var stopping = new CancellationTokenSource();
        List<string> said = [];
        zaqar.Post("1");
        var taken = await Some.Reader(zaqar, Some.Quick with { OnTrouble = said.Add }).ConsumeAsync().TakeAsync(1);
        zaqar.ClaimByAnother();
        var deletions = 0;
        zaqar.Override = _ =>
        {
            if (++deletions == 2)
            {
                stopping.Cancel();
            }

            // As Zaqar's Redis driver does for as long as another holds the message.
            return FakeZaqar.Json(HttpStatusCode.ServiceUnavailable, "{}");
        };

        var isDeleted = await taken[0].DeleteAsync(stopping.Token);

        Assert.That((isDeleted, deletions), Is.EqualTo((false, 1)));
        Assert.That(said, Is.Empty);
    }

    [Test]
    public async Task DeleteAsync_AfterTheEnumeration_OfAMessageThatNobodyHasTaken_DeletesIt()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");
        var taken = await Some.Reader(zaqar).ConsumeAsync().TakeAsync(1);

        Assert.That(await taken[0].DeleteAsync(), Is.True);
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m1" }));
    }

    [TestCase(HttpStatusCode.OK, "{\"messages\": []}", "HTTP 200 without a claim's address")]
    [TestCase(HttpStatusCode.Created, "{\"messages\": []}", "HTTP 201 without a claim's address")]
    [TestCase(HttpStatusCode.Created, "<html/>", "the answer is no list of messages")]
    public async Task ConsumeAsync_OfAnAnswerThatIsNotZaqars_IsTrouble(HttpStatusCode status, string text, string words)
    {
        using var zaqar = new FakeZaqar();
        using var stopping = new CancellationTokenSource();
        List<string> said = [];
        zaqar.Answer(_ => FakeZaqar.Json(status, text));
        var options = Some.Quick with
        {
            OnTrouble = line =>
            {
                said.Add(line);
                stopping.Cancel();
            },
        };

        await Assert.ThrowsAsync<TaskCanceledException>(() => Some.Reader(zaqar, options).ConsumeAsync(stopping.Token).TakeAsync(1));

        Assert.That(said.Single(), Does.StartWith(words));
    }

    [Test]
    public async Task ConsumeAsync_SharedByThree_GivesEachMessageToOne()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(200));
        using var stopping = new CancellationTokenSource();
        var got = new List<string>[] { [], [], [] };
        var left = 200;

        await Task.WhenAll(got.Select(async mine =>
        {
            try
            {
                await foreach (var message in Some.Reader(zaqar).ConsumeAsync(stopping.Token))
                {
                    mine.Add(message.Id);
                    await message.DeleteAsync(CancellationToken.None);
                    await Task.Yield();
                    if (Interlocked.Decrement(ref left) == 0)
                    {
                        await stopping.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // All are there.
            }
        }));

        Assert.That(got.SelectMany(static mine => mine).Distinct().Count(), Is.EqualTo(200));
        Assert.That(got.Sum(static mine => mine.Count), Is.EqualTo(200));
        Assert.That(zaqar.Ids, Is.Empty);
    }
}
