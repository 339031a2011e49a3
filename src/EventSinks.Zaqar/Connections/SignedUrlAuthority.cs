namespace EventSinks.Zaqar.Connections;

/// <summary>The name of whoever signed a URL: its four headers go along instead of a token.</summary>
internal sealed class SignedUrlAuthority(SignedUrl url, HttpClient http) : IZaqarAuthority
{
    /// <inheritdoc />
    public string? WhyNotFound => "Zaqar answers so to a signed URL that has expired, was changed, or is not for this queue; get a new one with 'share'";

    /// <inheritdoc />
    public bool CanCreateQueues => false;

    /// <inheritdoc />
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var message = request();
        url.Sign(message.Headers);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public string Hide(string text) => text.Replace(url.Signature, "(hidden)", StringComparison.OrdinalIgnoreCase);
}
