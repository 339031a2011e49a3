using System.Net;
using System.Text.Json;

namespace EventSinks.Tool.Tail;

/// <summary>Reads pages of a queue, and leaves the messages where they are.</summary>
internal sealed class ZaqarQueueReader(HttpClient client, string queue)
{
    /// <summary>The most messages of a page.</summary>
    public const int PageSize = 20;

    // Not include_claimed: Zaqar's Redis driver fails on it.
    private readonly string _path = $"queues/{Uri.EscapeDataString(queue)}/messages?limit={PageSize}&echo=true";

    /// <summary>Reads a page.</summary>
    /// <param name="marker">The id of the last message before it; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages, oldest first; a queue that is not there has none.</returns>
    /// <exception cref="QueueUnavailableException">Zaqar does not answer, or not as it should.</exception>
    /// <exception cref="ToolException">Zaqar refuses.</exception>
    public async Task<IReadOnlyList<QueueMessage>> ReadPageAsync(string? marker, CancellationToken cancellationToken)
    {
        var path = marker is null ? _path : $"{_path}&marker={Uri.EscapeDataString(marker)}";
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => Messages(bytes),
                HttpStatusCode.NoContent or HttpStatusCode.NotFound => [],
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                    throw new QueueUnavailableException($"Zaqar answers {(int)response.StatusCode}{Words(bytes)}"),
                _ => throw new ToolException(ExitCode.DeliveryFailed, $"Zaqar refuses: {(int)response.StatusCode}{Words(bytes)}"),
            };
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new QueueUnavailableException(error.Message, error);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new QueueUnavailableException("the answer is not Zaqar's", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new QueueUnavailableException($"no answer within {client.Timeout.TotalSeconds:0} s", error);
        }
    }

    private static QueueMessage[] Messages(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return
        [
            .. document.RootElement.GetProperty("messages").EnumerateArray().Select(static message =>
                new QueueMessage(message.GetProperty("id").GetString() ?? "", message.GetProperty("body").Clone())),
        ];
    }

    // Zaqar's own words, if they are there.
    private static string Words(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("description", out var description) && description.ValueKind is JsonValueKind.String
                ? $" ({Terminal.Harmless.Line(description.GetString()!)})"
                : "";
        }
        catch (JsonException)
        {
            // A proxy's page, for example; the status has to do.
            return "";
        }
    }
}
