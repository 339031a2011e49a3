using System.Text;

namespace EventSinks.Testing.Http;

/// <summary>A request as it left a sink. Immutable.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Where it went.</param>
/// <param name="Headers">All headers, those of the content included, by name in any case; several values are joined by <c>, </c>.</param>
/// <param name="Body">The body; empty if there was none.</param>
public sealed record SinkRequest(HttpMethod Method, Uri Url, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets the body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    internal static async Task<SinkRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .GroupBy(static header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static header => header.Key, static header => string.Join(", ", header.SelectMany(static each => each.Value)), StringComparer.OrdinalIgnoreCase);
        return new(request.Method, request.RequestUri!, headers, body);
    }
}
