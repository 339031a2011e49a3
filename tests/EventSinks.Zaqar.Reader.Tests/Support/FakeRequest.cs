namespace EventSinks.Zaqar.Reader.Support;

/// <summary>A request as it left the reader.</summary>
internal sealed record FakeRequest(string Method, Uri Url, string[] Headers, string Body, long? Length)
{
    public static FakeRequest Of(HttpRequestMessage request)
    {
        // The length has to be known before the body is read: reading it makes it known.
        var length = request.Content?.Headers.ContentLength;
        using var body = new StreamReader(request.Content?.ReadAsStream() ?? Stream.Null);
        return new(
            request.Method.Method,
            request.RequestUri!,
            [.. request.Headers.Select(static header => $"{header.Key}: {string.Join(',', header.Value)}")],
            body.ReadToEnd(),
            length);
    }

    public override string ToString() => $"{Method} {Url.PathAndQuery}";
}
