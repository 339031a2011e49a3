using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using EventSinks.Webhook.Signing;

namespace EventSinks.Webhook.Requests;

/// <summary>Posts requests to one URL and says what came of each. Of an answer only status and <c>Retry-After</c> are looked at.</summary>
internal sealed class Receiver(
    Uri url, IReadOnlyList<byte[]> keys, IReadOnlyList<KeyValuePair<string, string>> headers, Func<HttpClient> openClient, TimeProvider clock)
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    // Made at the first request: it may read a certificate file, and who waits for it is the attempt.
    private HttpClient? _client;

    /// <summary>Posts one request.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">Its body.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it, and whether the receiver found it too large.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled before an answer came; the request may have been taken.</exception>
    public async ValueTask<(DeliveryResult Result, bool IsTooLarge)> PostAsync(
        string id, ReadOnlyMemory<byte> body, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            using var request = NewRequest(id, body, contentType);

            // The body of the answer is not read: nobody may see it, and the transport itself clears the way for the next request.
            using var answer = await (_client ??= openClient()).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return (DeliveryResult.FromHttp(answer), answer.StatusCode is HttpStatusCode.RequestEntityTooLarge);
        }
        catch (Exception error) when (error is HttpRequestException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (DeliveryResult.FromHttpError(error), false);
        }
        catch (IOException) when (_client is null)
        {
            // Its message has the operator's path in it, which is not for the stack's user.
            return (DeliveryResult.Retry("the operator's file of authorities for webhooks cannot be read", after: OneMinute), false);
        }
    }

    private HttpRequestMessage NewRequest(string id, ReadOnlyMemory<byte> body, string contentType)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
        };

        // An attempt has the time at which it is made; its id stays the same.
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        Add(request, "webhook-id", id);
        Add(request, "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (keys.Count > 0)
        {
            Add(request, "webhook-signature", WebhookSignature.Of(keys, id, timestamp, body.Span));
        }

        foreach (var (name, value) in headers)
        {
            Add(request, name, value);
        }

        if (!request.Headers.Contains("User-Agent"))
        {
            Add(request, "User-Agent", "EventSinks");
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
}
