using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EventSinks.OpenStack;
using EventSinks.OpenStack.Answers;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Sends requests in the session's name, and gives the answers that their askers can use. Thread-safe.</summary>
internal sealed class QueueTransport(OpenStackSession session, HttpClient http, TimeProvider clock)
{
    /// <summary>How long one request may take, signing in included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Never a publisher's: Zaqar hides from a client what it has posted itself.
    private readonly string _clientId = Guid.NewGuid().ToString("D");
    private volatile bool _isProven;

    /// <summary>Somebody has answered as Zaqar does.</summary>
    public void Prove() => _isProven = true;

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">Gives the URL on a server.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="expected">The statuses that the asker knows what to do with, besides 200 to 299.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="QueueTroubleException">No use of it now; later perhaps.</exception>
    /// <exception cref="ZaqarQueueException">Trying again would not help.</exception>
    public async Task<QueueAnswer> SendAsync(
        HttpMethod method, Func<MessagingEndpoint, Uri> address, byte[]? body, HttpStatusCode[] expected, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        string? secret = null;
        var server = "Zaqar";
        try
        {
            using var response = await session.SendAsync(http, NewRequest, either.Token).ConfigureAwait(false);
            var content = await AnswerContent.ReadAsync(response.Content, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode || expected.Contains(response.StatusCode)
                ? new(response.StatusCode, content, response.Headers.Location?.OriginalString)
                : throw AnswerJudge.Judge(response, Words(content), secret, _isProven, clock);
        }
        catch (OpenStackException error)
        {
            throw AnswerJudge.Judge(error, _isProven);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            // Ours, or one of the client's own.
            var line = limit.IsCancellationRequested ? $"{server} does not answer within {Patience.TotalSeconds:0} s" : $"{server}: {error.Message}";
            throw new QueueTroubleException(OneLine.Of(line), error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            var isTold = error.InnerException is not { } inner || error.Message.Contains(inner.Message, StringComparison.Ordinal);
            var cause = isTold ? "" : $" ({error.InnerException!.Message})";
            throw new QueueTroubleException(OneLine.Of($"{server}: {error.Message}{cause}"), error);
        }

        HttpRequestMessage NewRequest(OpenStackAccess access)
        {
            // Neither address nor token is repeated: both may hold what nobody should read.
            if (!MessagingEndpoint.TryParse(access.GetMessagingUrl(), out var endpoint))
            {
                throw Bad("Zaqar's address is not a URL such as https://zaqar.example.com:8888 (http or https, without user, query or fragment)");
            }

            secret = access.Token;
            server = endpoint.Authority;
            return Request(method, address(endpoint), body, access);
        }
    }

    // Content-Length is always there: Zaqar takes a chunked body for an empty one.
    private HttpRequestMessage Request(HttpMethod method, Uri url, byte[]? body, OpenStackAccess access)
    {
        var request = new HttpRequestMessage(method, url);
        request.Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = Json } };
        request.Headers.Accept.Add(new("application/json"));
        Add(request, "Client-ID", _clientId, "the client's id");
        Add(request, "X-Project-Id", access.ProjectId, "the project's id");
        Add(request, "X-Auth-Token", access.Token, "the token");
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string? value, string what)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw Bad($"{what} has characters that no HTTP header can carry");
        }

        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static AnswerWords Words(byte[] body) =>
        AnswerWords.Read(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, AnswerBody.MaxBytes))));

    private static ZaqarQueueException Bad(string line) => new(ZaqarQueueFailure.BadSettings, line);
}
