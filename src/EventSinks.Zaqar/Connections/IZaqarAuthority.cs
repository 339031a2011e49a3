namespace EventSinks.Zaqar.Connections;

/// <summary>In whose name requests reach Zaqar: a session's, or that of a signed URL.</summary>
internal interface IZaqarAuthority
{
    /// <summary>Gets what a 404 means under this authority, if it means that the authority itself is refused.</summary>
    string? WhyNotFound { get; }

    /// <summary>Gets whether queues may be created under this authority.</summary>
    bool CanCreateQueues { get; }

    /// <summary>Sends a request with what proves the authority.</summary>
    /// <param name="request">Makes the request; called anew for another try.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer as soon as its headers are there.</returns>
    /// <exception cref="OpenStack.OpenStackException">There is no access now.</exception>
    Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken);

    /// <summary>Hides what proves the authority in a text that somebody else wrote.</summary>
    string Hide(string text);
}
