using System.Net;
using System.Text.Json;
using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class ReceivedMessageTests
{
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("[1, {\"a\": 1.0}]")]
    [TestCase("true")]
    [TestCase("12345678901234567890123")]
    [TestCase("{}")]
    [TestCase("{\"id\": \"00000000-0000-0000-0000-000000000001\"}")]
    [TestCase("{\"type\": \"os.heat.event\", \"payload\": []}")]
    [TestCase("{\"type\": \"\\ud800\", \"id\": \"\\udfff\"}")]
    public async Task Body_OfAnyJson_IsGivenAsItWasPosted_AndIsNoEvent(string body)
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(body);

        var message = (await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(1))[0];

        Assert.That((message.Body.GetRawText(), message.Event, message.Sequence), Is.EqualTo((body, (StackEvent?)null, (long?)null)));
    }

    [Test]
    public async Task Message_OfAnEvent_HasWhatItSays()
    {
        using var zaqar = new FakeZaqar();
        zaqar.PostAged(7, 60, Some.Event(3, "s1", 12));

        var message = (await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(1))[0];

        Assert.That((message.Id, message.Age, message.Sequence, message.ToString()), Is.EqualTo(("m0", TimeSpan.FromSeconds(7), 12, "m0")));
        Assert.That((message.Event!.StackId, message.Event.ResourceName), Is.EqualTo(("s1", "r3")));
        var again = message.Event;
        Assert.That(again, Is.SameAs(message.Event));
    }

    [Test]
    public async Task Body_WithNumbersThatOnlyPythonWrites_HidesNoOtherMessage()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post("NaN", """{"a": [-Infinity, Infinity, -1, "NaN \" Infinity"]}""", "1");

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(3);

        Assert.That(Some.Texts(taken), Is.EqualTo(new[] { "\"NaN\"", """{"a": ["-Infinity", "Infinity", -1, "NaN \" Infinity"]}""", "1" }));
    }

    [Test]
    public async Task Body_NestedAsDeepAsAnEventMayBe_IsAnEvent()
    {
        using var zaqar = new FakeZaqar();
        var deep = new string('[', 990) + new string(']', 990);
        zaqar.Post(Some.Event(1).Replace("\"resource_properties\": {}", $"\"resource_properties\": {{\"a\": {deep}}}", StringComparison.Ordinal));

        var message = (await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(1))[0];

        Assert.That(message.Event!.ResourceProperties.GetProperty("a").GetRawText(), Is.EqualTo(deep));
    }

    [Test]
    public async Task Message_OutlivesItsPage()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Bodies(45));

        var taken = await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(45);

        Assert.That(taken.Select(static m => m.Body.GetProperty("n").GetInt32()), Is.EqualTo(Enumerable.Range(0, 45)));
        Assert.That(taken[0].Body.ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    [Test]
    public async Task Requests_CarryOneOwnClientIdAndTheProject()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Answer(static _ => new(HttpStatusCode.NoContent));
        zaqar.Post("1");

        await Some.Reader(zaqar).FollowAsync(fromStart: true).TakeAsync(1);

        var ids = zaqar.Requests.Select(static r => r.Headers.Single(static h => h.StartsWith("Client-ID: ", StringComparison.Ordinal))[11..]).ToArray();
        Assert.That(ids.Distinct().Single(), Does.Match("^[0-9a-f-]{36}$"));
        Assert.That(zaqar.Requests[0].Headers, Does.Contain("X-Project-Id: p").And.Contains("Accept: application/json"));
        Assert.That(zaqar.Requests[0].Url.AbsoluteUri, Is.EqualTo("http://zaqar:8888/v2/queues/q/messages?limit=20&echo=true&include_delayed=true"));
    }
}
