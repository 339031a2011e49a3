using System.Net;
using System.Text;
using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>What can be asked of one queue. Each is one attempt. Thread-safe.</summary>
/// <remarks>
/// All of them throw <see cref="QueueTroubleException"/> where waiting may help, <see cref="ZaqarQueueException"/> where it does not.
/// </remarks>
internal sealed class QueueRequests(string queue, OpenStackSession session, HttpClient http, TimeProvider clock)
{
    /// <summary>The most messages of a page; Zaqar's most. With 1, its Redis driver would give the first message for ever.</summary>
    public const int PageSize = 20;

    private readonly QueueTransport _transport = new(session, http, clock);

    /// <summary>Reads a page: the messages behind the marker; without one, or with one that is not known, from the queue's head.</summary>
    /// <returns>The messages, oldest first, those that are still delayed too. They may be fewer than a page though more follow: Zaqar leaves out what it finds expired.</returns>
    public async Task<IReadOnlyList<QueueMessage>> ReadPageAsync(string? marker, CancellationToken cancellationToken)
    {
        // What is delayed and what a consumer holds is asked for as well, or it would be passed over for good: the marker moves behind it. Zaqar's
        // Redis driver can show what is held behind a marker only; without one it leaves out what is held, and what has expired, at the head.
        var query = marker is null ? "" : $"&include_claimed=true&marker={Uri.EscapeDataString(marker)}";
        var answer = await SendAsync(
            HttpMethod.Get, endpoint => new($"{endpoint.MessagesOf(queue)}?limit={PageSize}&echo=true&include_delayed=true{query}"), null, [], cancellationToken)
            .ConfigureAwait(false);
        IReadOnlyList<QueueMessage> messages = answer.Status is HttpStatusCode.NoContent ? [] : MessageList.Read(answer.Body);
        _transport.Prove();
        return messages;
    }

    /// <summary>Claims the oldest free messages.</summary>
    /// <returns>Null if there are none.</returns>
    public async Task<QueueClaim?> ClaimAsync(int limit, TimeSpan ttl, TimeSpan grace, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            HttpMethod.Post, endpoint => endpoint.ClaimsOf(queue, limit), Times(ttl, grace), [], cancellationToken).ConfigureAwait(false);
        if (answer.Status is HttpStatusCode.NoContent)
        {
            _transport.Prove();
            return null;
        }

        var messages = MessageList.Read(answer.Body);
        var id = answer.Location?[(answer.Location.LastIndexOf('/') + 1)..];
        if (answer.Status is not HttpStatusCode.Created || id is null || !ServerId.IsOne(id))
        {
            throw new QueueTroubleException($"HTTP {(int)answer.Status} without a claim's address: Zaqar would have answered 201 with a Location");
        }

        _transport.Prove();
        return new(id, messages);
    }

    /// <summary>Has a claim last for its whole time again.</summary>
    /// <returns>False if it has run out.</returns>
    public async Task<bool> RenewAsync(string claimId, TimeSpan ttl, TimeSpan grace, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            HttpMethod.Patch, endpoint => endpoint.ClaimOf(queue, claimId), Times(ttl, grace), [HttpStatusCode.NotFound], cancellationToken)
            .ConfigureAwait(false);
        return answer.Status is not HttpStatusCode.NotFound;
    }

    /// <summary>Gives back what a claim still holds.</summary>
    public Task ReleaseAsync(string claimId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, endpoint => endpoint.ClaimOf(queue, claimId), null, [HttpStatusCode.NotFound], cancellationToken);

    /// <summary>Deletes a message.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="claimId">The claim that it is held by; null if it is free.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False if another holds it, or it is gone as far as Zaqar tells.</returns>
    public async Task<bool> DeleteAsync(string messageId, string? claimId, CancellationToken cancellationToken)
    {
        var status = await DeleteOnceAsync(messageId, claimId, cancellationToken).ConfigureAwait(false);
        if (status is HttpStatusCode.BadRequest && claimId is not null)
        {
            // The claim has run out, and nobody holds the message: it would come again.
            status = await DeleteOnceAsync(messageId, null, cancellationToken).ConfigureAwait(false);
        }

        return (int)status is >= 200 and < 300;
    }

    private async Task<HttpStatusCode> DeleteOnceAsync(string messageId, string? claimId, CancellationToken cancellationToken)
    {
        HttpStatusCode[] expected = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound];
        var answer = await SendAsync(
            HttpMethod.Delete, endpoint => endpoint.MessageOf(queue, messageId, claimId), null, expected, cancellationToken).ConfigureAwait(false);
        return answer.Status;
    }

    private Task<QueueAnswer> SendAsync(
        HttpMethod method, Func<MessagingEndpoint, Uri> address, byte[]? body, HttpStatusCode[] expected, CancellationToken cancellationToken) =>
        _transport.SendAsync(method, address, body, expected, cancellationToken);

    private static byte[] Times(TimeSpan ttl, TimeSpan grace) =>
        Encoding.ASCII.GetBytes($$"""{"ttl": {{(long)ttl.TotalSeconds}}, "grace": {{(long)grace.TotalSeconds}}}""");
}
