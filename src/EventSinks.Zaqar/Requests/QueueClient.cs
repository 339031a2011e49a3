using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net;
using EventSinks.OpenStack.Answers;
using EventSinks.Zaqar.Answers;
using EventSinks.Zaqar.Connections;

namespace EventSinks.Zaqar.Requests;

/// <summary>Posts message lists to one queue and says what came of each.</summary>
internal sealed class QueueClient(HttpClient http, string queue, Guid publisherId)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly string _publisherId = publisherId.ToString("D");

    /// <summary>Posts a list.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled before an answer came; the messages may have been stored.</exception>
    public async ValueTask<ZaqarAnswer> PostAsync(ZaqarConnection connection, byte[] messages, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(connection, messages);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

            // Read to its end even if it is not needed: only then is the connection there for the next request.
            var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return AnswerJudge.Judge(response, response.StatusCode is HttpStatusCode.Created ? default : AnswerWords.Read(body), connection.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            // The transport's own time limit, such as the one on connecting.
            return Unreachable(connection, error.InnerException ?? error);
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or IOException)
        {
            return Unreachable(connection, error);
        }
    }

    private static ZaqarAnswer Unreachable(ZaqarConnection connection, Exception error)
    {
        var inner = error.InnerException is { } cause && !error.Message.Contains(cause.Message, StringComparison.Ordinal) ? $" ({cause.Message})" : "";
        return ZaqarAnswer.Stopped(DeliveryResult.Unavailable(OneLine.Of($"{connection.Endpoint.Authority}: {error.Message}{inner}")));
    }

    // Content-Length is always there: Zaqar takes a chunked body for an empty one.
    private HttpRequestMessage Request(ZaqarConnection connection, byte[] messages)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, connection.Endpoint.MessagesOf(queue))
        {
            Content = new ByteArrayContent(messages) { Headers = { ContentType = Json } },
        };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.TryAddWithoutValidation("Client-ID", _publisherId);
        if (connection.ProjectId is { } project)
        {
            request.Headers.TryAddWithoutValidation("X-Project-Id", project);
        }

        if (connection.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", token);
        }

        return request;
    }
}
