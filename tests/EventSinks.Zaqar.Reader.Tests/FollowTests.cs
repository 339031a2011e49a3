using System.Net;
using EventSinks.Testing;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class FollowTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(20)]
    [TestCase(21)]
    [TestCase(145)]
    public async Task FollowAsync_FromStart_GivesEachMessageOnce_InOrder(int count)
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(count));
        zaqar.OnRequest = number =>
        {
            // Long after everything was read.
            if (number == (count / 20) + 6)
            {
                zaqar.Post("\"last\"");
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(count + 1);

        Assert.That(Some.Texts(taken), Is.EqualTo(Some.Bodies(count).Append("\"last\"")));
    }

    [Test]
    public async Task FollowAsync_FromNow_SkipsWhatIsThere_ThoughItBeginsWithShortPages()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(65));
        zaqar.Expire("m3", "m30", "m31", "m50");
        var caughtUp = 0;
        var options = Some.Quick with
        {
            OnCaughtUp = () =>
            {
                caughtUp++;
                zaqar.PostAged(0, 60, "\"new\"");
            },
        };

        var taken = await Some.Reader(zaqar, options).FollowAsync().TakeAsync(1);

        Assert.That((Some.Texts(taken)[0], caughtUp), Is.EqualTo(("\"new\"", 1)));
    }

    [Test]
    public async Task FollowAsync_FromNow_EndsSkipping_WhereMessagesAreYoungerThanItself()
    {
        using var zaqar = new FakeZaqar();
        var clock = new ManualTimeProvider();
        zaqar.Post(Some.Bodies(20));
        zaqar.OnRequest = number =>
        {
            // Whoever posts a full page between any two looks.
            if (number > 1)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                zaqar.PostAged(0, 60, Some.Bodies(20, number * 100));
            }
        };

        var taken = await Some.Reader(zaqar, clock: clock).FollowAsync().TakeAsync(1);

        Assert.That(taken[0].Age, Is.EqualTo(TimeSpan.Zero));
        Assert.That(zaqar.Requests, Has.Count.LessThan(5));
    }

    [Test]
    public async Task FollowAsync_WhenItsMarkerIsDeleted_GivesNothingTwice()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(45));
        zaqar.OnRequest = number =>
        {
            if (number == 6)
            {
                zaqar.Delete("m44");
                zaqar.Post("\"new\"");
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(46);

        Assert.That(Some.Texts(taken), Is.EqualTo(Some.Bodies(45).Append("\"new\"")));
    }

    [Test]
    public async Task FollowAsync_BehindMoreThanAPageOfExpiredMessages_FindsWhatComesAfterThem()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(3));
        zaqar.OnRequest = number =>
        {
            if (number == 4)
            {
                // All of it is gone, and 40 more have come and gone unseen: behind the marker there are only places.
                zaqar.Post(Some.Bodies(40, 100));
                zaqar.Expire(zaqar.Ids);
                zaqar.Post("\"new\"");
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(4);

        Assert.That(Some.Texts(taken)[^1], Is.EqualTo("\"new\""));
    }

    [Test]
    public async Task FollowAsync_WhenWhatItSawLastHasExpired_AndOlderMessagesLive_StaysWhereItIs()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("\"a\"", "\"b\"");
        zaqar.Post(Some.Bodies(25));
        zaqar.OnRequest = number =>
        {
            if (number == 5)
            {
                zaqar.Expire(zaqar.Ids[2..]);
            }
            else if (number == 30)
            {
                zaqar.Post("\"new\"");
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(28);

        Assert.That(Some.Texts(taken)[^1], Is.EqualTo("\"new\""));
        Assert.That(zaqar.Requests, Has.Count.LessThan(40));
    }

    [Test]
    public async Task FollowAsync_BesideAConsumer_SeesWhatItHolds()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(25));
        zaqar.OnRequest = number =>
        {
            if (number == 2)
            {
                zaqar.ClaimByAnother();
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(25);

        Assert.That(Some.Texts(taken), Is.EqualTo(Some.Bodies(25)));
    }

    [Test]
    public async Task FollowAsync_OfMessagesThatAreDelayed_SeesThemAtOnce_AndPassesOverNone()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2", "3", "4");
        zaqar.Delay("m0", "m2");
        zaqar.OnRequest = number =>
        {
            if (number == 4)
            {
                // Due when the follower has long been behind them.
                zaqar.EndDelays();
                zaqar.Post("5");
            }
        };

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(5);

        Assert.That(Some.Texts(taken), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public async Task FollowAsync_WhileZaqarIsAway_WaitsTwiceAsLongEachTime_AndSaysSo()
    {
        using var zaqar = new FakeZaqar();
        var clock = new HastyTimeProvider();
        List<string> said = [];
        zaqar.Post("1");
        zaqar.FailWith([.. Enumerable.Repeat(HttpStatusCode.ServiceUnavailable, 6)]);
        zaqar.FailWith(HttpStatusCode.BadGateway);
        zaqar.Answer(static _ => throw new HttpRequestException("no route", new IOException("really")));
        var options = new ZaqarQueueReaderOptions { OnTrouble = said.Add, OnRecovered = () => said.Add("well") };

        await Some.Reader(zaqar, options, clock).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That(clock.Pauses.Select(static pause => pause.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 8, 16, 30, 30, 30 }));
        Assert.That(said, Is.EqualTo(new[]
        {
            "HTTP 503 Sorry: Out of order.", "HTTP 502 Sorry: Out of order.", "zaqar:8888: no route (really)", "well",
        }));
    }

    [TestCase("7", 7)]
    [TestCase("86400", 300)]
    public async Task FollowAsync_IfTheServerNamesAPause_KeepsIt(string header, int seconds)
    {
        using var zaqar = new FakeZaqar();
        var clock = new HastyTimeProvider();
        zaqar.Post("1");
        zaqar.Answer(_ =>
        {
            var answer = FakeZaqar.Json(HttpStatusCode.TooManyRequests, "{}");
            answer.Headers.Add("Retry-After", header);
            return answer;
        });

        await Some.Reader(zaqar, clock: clock).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That(clock.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(seconds) }));
    }

    [TestCase("<html><head><title>Log in</title></head></html>", "the answer is no list of messages: 'Log in'")]
    [TestCase("", "the answer is no list of messages: it is not JSON")]
    [TestCase("{\"messages\": [{\"id\": \"a\", \"bo", "the answer is no list of messages: '{\"messages\": [{\"id\": \"a\", \"bo'")]
    [TestCase("[]", "the answer is no list of messages: 'messages' is missing")]
    [TestCase("{\"messages\": 7}", "the answer is no list of messages: 'messages' is missing")]
    [TestCase("{\"messages\": [7]}", "the answer is no list of messages: a message has no id")]
    [TestCase("{\"messages\": [{\"id\": 7, \"body\": 1}]}", "the answer is no list of messages: a message has no id")]
    [TestCase("{\"messages\": [{\"id\": \"../..\", \"body\": 1}]}", "the answer is no list of messages: a message has no id")]
    [TestCase("{\"messages\": [{\"id\": \"\\ud800\", \"body\": 1}]}", "the answer is no list of messages: an id is no text")]
    [TestCase("{\"messages\": [{\"id\": \"a\"}]}", "the answer is no list of messages: a message has no body")]
    public async Task FollowAsync_OfAnAnswerThatIsNotZaqars_IsTrouble_AndGoesOn(string answer, string words)
    {
        using var zaqar = new FakeZaqar();
        List<string> said = [];
        zaqar.Post("1");
        zaqar.Answer(_ => FakeZaqar.Json(HttpStatusCode.OK, answer));

        var taken = await Some.Reader(zaqar, new() { OnTrouble = said.Add }, new HastyTimeProvider()).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That((Some.Texts(taken)[0], said.Single()), Is.EqualTo(("1", words)));
    }

    [Test]
    public async Task FollowAsync_OfAnAnswerWithoutEnd_IsTrouble()
    {
        using var zaqar = new FakeZaqar();
        List<string> said = [];
        zaqar.Post("1");
        zaqar.Answer(static _ => new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) });

        await Some.Reader(zaqar, new() { OnTrouble = said.Add }, new HastyTimeProvider()).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That(said, Is.EqualTo(new[] { "the answer is longer than 64 MiB, which no page of Zaqar's is" }));
    }

    [Test]
    public async Task FollowAsync_OfAServerThatGivesTheSamePagesForEver_Pauses()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Override = request =>
        {
            // Two full pages in turn, as if each were behind the other.
            var isSecond = request.RequestUri!.Query.Contains("marker=a", StringComparison.Ordinal);
            var messages = Enumerable.Range(0, 20).Select(i => $$"""{"id": "{{(isSecond ? 'b' : 'a')}}{{i}}", "body": {{i}}}""");
            return FakeZaqar.Json(HttpStatusCode.OK, $$"""{"messages": [{{string.Join(',', messages)}}]}""");
        };
        using var stopping = new CancellationTokenSource();
        var options = new ZaqarQueueReaderOptions { RememberedIds = 100, OnCaughtUp = stopping.Cancel };

        var follow = Some.Reader(zaqar, options).FollowAsync(fromStart: true, stopping.Token).TakeAsync(41);

        await Assert.ThrowsAsync<TaskCanceledException>(() => follow);
        Assert.That(zaqar.Requests, Has.Count.LessThan(20));
    }

    [Test]
    public async Task FollowAsync_Cancelled_Ends()
    {
        using var zaqar = new FakeZaqar();
        using var stopping = new CancellationTokenSource();
        zaqar.FailWith([.. Enumerable.Repeat(HttpStatusCode.ServiceUnavailable, 100)]);
        var options = new ZaqarQueueReaderOptions { OnTrouble = _ => stopping.Cancel() };

        await Assert.ThrowsAsync<TaskCanceledException>(() => Some.Reader(zaqar, options).FollowAsync(cancellationToken: stopping.Token).TakeAsync(1));
    }

    [Test]
    public async Task FollowAsync_CancelledWithinAPage_GivesNoMoreOfIt()
    {
        using var zaqar = new FakeZaqar();
        using var stopping = new CancellationTokenSource();
        zaqar.Post(Some.Bodies(5));
        var given = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in Some.Reader(zaqar).FollowAsync(fromStart: true, stopping.Token))
            {
                given++;
                await stopping.CancelAsync();
            }
        });

        Assert.That(given, Is.EqualTo(1));
    }

    [Test]
    public async Task FollowAsync_Twice_GivesEverythingToEach()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(30));
        var reader = Some.Reader(zaqar);

        var both = await Task.WhenAll(reader.FollowAsync(fromStart: true).TakeAsync(30), reader.FollowAsync(fromStart: true).TakeAsync(30));

        Assert.That(both.Select(Some.Texts), Is.All.EqualTo(Some.Bodies(30)));
    }

    [Test]
    public async Task DeleteAsync_OfAFollowedMessage_DeletesIt()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("1", "2");

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(1);

        Assert.That(await taken[0].DeleteAsync(), Is.True);
        Assert.That(zaqar.Ids, Is.EqualTo(new[] { "m1" }));
    }
}
