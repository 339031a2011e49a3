using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Web;

namespace EventSinks.Zaqar.Reader.Support;

/// <summary>
/// A queue as Zaqar's Redis driver keeps it: pages are pages of places, those of expired messages too; the marker of the first place, and one
/// that is not known, count as none. A delayed message has its place as well; it is left out unless it is asked for, and cannot be claimed.
/// </summary>
internal sealed class FakeZaqar : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<FakeMessage> _places = [];
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _scripted = [];
    private readonly HashSet<string> _claims = new(StringComparer.Ordinal);
    private int _posted;

    public List<FakeRequest> Requests { get; } = [];

    /// <summary>Gets or sets what happens before a request is answered; its argument is the number of the request, from 1.</summary>
    public Action<int> OnRequest { get; set; } = static _ => { };

    /// <summary>Gets or sets what every request is answered with instead of the queue, if that is not null.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Override { get; set; } = static _ => null;

    public string[] Ids => [.. _places.Where(static place => !place.IsExpired).Select(static place => place.Id)];

    public void Post(params string[] bodies) => PostAged(3_000, 3_600, bodies);

    public void PostAged(int age, int ttl, params string[] bodies)
    {
        lock (_gate)
        {
            _places.AddRange(bodies.Select(body => new FakeMessage($"m{_posted++}", body, age, ttl)));
        }
    }

    /// <summary>Redis drops the message, and keeps its place.</summary>
    public void Expire(params string[] ids) => _places.Where(place => ids.Contains(place.Id)).ToList().ForEach(static place => place.IsExpired = true);

    /// <summary>Somebody deletes the message.</summary>
    public void Delete(params string[] ids) => _places.RemoveAll(place => ids.Contains(place.Id));

    /// <summary>The message is one of a queue with <c>_default_message_delay</c>, and not due yet.</summary>
    public void Delay(params string[] ids) => _places.Where(place => ids.Contains(place.Id)).ToList().ForEach(static place => place.IsDelayed = true);

    /// <summary>Whatever was delayed is due.</summary>
    public void EndDelays() => _places.ForEach(static place => place.IsDelayed = false);

    /// <summary>All claims run out.</summary>
    public void EndClaims()
    {
        _claims.Clear();
        _places.ForEach(static place => place.ClaimId = null);
    }

    /// <summary>Another consumer takes everything that is free.</summary>
    public void ClaimByAnother() => _places.ForEach(static place => place.ClaimId ??= "another");

    public void FailWith(params HttpStatusCode[] codes) =>
        codes.ToList().ForEach(code => Answer(_ => Json(code, """{"title": "Sorry", "description": "Out of order."}""")));

    public void Answer(Func<HttpRequestMessage, HttpResponseMessage> answer) => _scripted.Enqueue(answer);

    public static HttpResponseMessage Json(HttpStatusCode code, string json) => new(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnRequest(Requests.Count + 1);
        lock (_gate)
        {
            Requests.Add(FakeRequest.Of(request));
            return Task.FromResult(_scripted.TryDequeue(out var scripted) ? scripted(request) : Override(request) ?? Answer(request));
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var parts = request.RequestUri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)[3..];
        return (request.Method.Method, parts) switch
        {
            ("GET", ["messages"]) => Page(query),
            ("POST", ["claims"]) => Claim(int.Parse(query["limit"]!)),
            ("PATCH", ["claims", var id]) => new(_claims.Contains(id) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound),
            ("DELETE", ["claims", var id]) => Release(id),
            ("DELETE", ["messages", var id]) => DeleteOne(id, query["claim_id"]),
            _ => new(HttpStatusCode.MethodNotAllowed),
        };
    }

    private HttpResponseMessage Page(NameValueCollection query)
    {
        var includesClaimed = query["include_claimed"] == "true";
        var includesDelayed = query["include_delayed"] == "true";
        var marker = query["marker"];
        if (marker is null && includesClaimed)
        {
            return Json(HttpStatusCode.ServiceUnavailable, """{"title": "Service temporarily unavailable", "description": "Messages could not be listed."}""");
        }

        var rank = _places.FindIndex(place => place.Id == marker);
        var first = marker is null
            ? Math.Max(0, _places.FindIndex(static place => place is { IsExpired: false, ClaimId: null }))
            : rank > 0 ? rank + 1 : 0;
        var page = _places.Skip(first).Take(int.Parse(query["limit"]!))
            .Where(place => !place.IsExpired && (includesClaimed || place.ClaimId is null) && (includesDelayed || !place.IsDelayed));
        return Json(HttpStatusCode.OK, List(page));
    }

    private HttpResponseMessage Claim(int limit)
    {
        var claimed = _places.Where(static place => place is { IsExpired: false, IsDelayed: false, ClaimId: null }).Take(limit).ToList();
        if (claimed.Count == 0)
        {
            return new(HttpStatusCode.NoContent);
        }

        var id = $"c{Requests.Count}";
        _claims.Add(id);
        claimed.ForEach(place => place.ClaimId = id);
        var answer = Json(HttpStatusCode.Created, List(claimed));
        answer.Headers.Location = new($"/v2/queues/q/claims/{id}", UriKind.Relative);
        return answer;
    }

    private HttpResponseMessage Release(string id)
    {
        _claims.Remove(id);
        _places.Where(place => place.ClaimId == id).ToList().ForEach(static place => place.ClaimId = null);
        return new(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage DeleteOne(string id, string? claimId)
    {
        var holder = _places.Find(place => place.Id == id)?.ClaimId;
        HttpStatusCode? refusal = (holder, claimId) switch
        {
            (null, null) => null,
            ({ } held, { } given) when held == given => null,
            (null, _) when Ids.Contains(id) => HttpStatusCode.BadRequest,
            ({ }, { } given) when !_claims.Contains(given) => HttpStatusCode.BadRequest,
            ({ }, _) => HttpStatusCode.Forbidden,
            _ => null,
        };
        if (refusal is { } code)
        {
            return Json(code, """{"title": "Unable to delete", "description": "Not with that claim."}""");
        }

        _places.RemoveAll(place => place.Id == id);
        return new(HttpStatusCode.NoContent);
    }

    private static string List(IEnumerable<FakeMessage> messages) =>
        $$"""{"messages": [{{string.Join(',', messages.Select(static m => $$"""{"id": "{{m.Id}}", "ttl": {{m.Ttl}}, "age": {{m.Age}}, "body": {{m.Body}}}"""))}}], "links": []}""";
}
