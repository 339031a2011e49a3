using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using EventSinks.OpenStack;
using EventSinks.OpenStack.Answers;
using EventSinks.Zaqar.Answers;
using EventSinks.Zaqar.Connections;

namespace EventSinks.Zaqar.Requests;

/// <summary>Creates one queue and posts message lists to it, and says what came of each.</summary>
internal sealed class QueueClient(string queue, Guid publisherId)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly string _publisherId = publisherId.ToString("D");

    /// <summary>Posts a list.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled before an answer came; the messages may have been stored.</exception>
    public ValueTask<ZaqarAnswer> PostAsync(ZaqarConnection connection, byte[] messages, CancellationToken cancellationToken) =>
        SendAsync(connection, () => Request(connection, HttpMethod.Post, connection.Endpoint.MessagesOf(queue), messages), cancellationToken);

    /// <summary>Creates the queue; one that is there already is left as it is.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled before an answer came; the queue may have been created.</exception>
    public async ValueTask<ZaqarAnswer> CreateAsync(ZaqarConnection connection, byte[] metadata, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            connection, () => Request(connection, HttpMethod.Put, connection.Endpoint.QueueOf(queue), metadata), cancellationToken).ConfigureAwait(false);

        // No message is at fault here: what is refused is the metadata.
        return answer.Kind is AnswerKind.MessageRefused or AnswerKind.TooLarge
            ? ZaqarAnswer.Stopped(DeliveryResult.Suspend($"the queue cannot be created: {answer.Reason}"))
            : answer;
    }

    private static async ValueTask<ZaqarAnswer> SendAsync(
        ZaqarConnection connection, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await connection.Authority.SendAsync(request, cancellationToken).ConfigureAwait(false);

            // Read to its end even if it is not needed: only then is the connection there for the next request.
            var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return AnswerJudge.Judge(response, response.StatusCode is HttpStatusCode.Created ? default : AnswerWords.Read(body), connection.Authority);
        }
        catch (OpenStackException error)
        {
            return ZaqarAnswer.Stopped(NoAccess.Judge(error));
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

    private static ZaqarAnswer Unreachable(ZaqarConnection connection, Exception error) =>
        ZaqarAnswer.Stopped(DeliveryResult.Unavailable(NoAnswer.Explain(connection.Endpoint.Authority, error)));

    // Content-Length is always there: Zaqar takes a chunked body for an empty one.
    private HttpRequestMessage Request(ZaqarConnection connection, HttpMethod method, Uri url, byte[] body)
    {
        var request = new HttpRequestMessage(method, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.TryAddWithoutValidation("Client-ID", _publisherId);
        if (connection.ProjectId is { } project)
        {
            request.Headers.TryAddWithoutValidation("X-Project-Id", project);
        }

        return request;
    }
}
