using System.Net;

namespace EventSinks;

/// <summary>What became of a batch: an outcome, how many events had arrived before it, and a reason that a user may read.</summary>
/// <remarks>
/// Reasons are shown to the stack's user and kept with dead letters. They carry no secrets and no event bodies.
/// </remarks>
public readonly struct DeliveryResult : IEquatable<DeliveryResult>
{
    private DeliveryResult(DeliveryOutcome outcome, string? reason, int deliveredEvents, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deliveredEvents);
        if (retryAfter < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(retryAfter), retryAfter, "A wait is zero or longer.");
        }

        Outcome = outcome;
        Reason = reason;
        DeliveredEvents = deliveredEvents;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the result of a batch that has arrived whole.</summary>
    public static DeliveryResult Delivered { get; } = new(DeliveryOutcome.Delivered, null, 0, null);

    /// <summary>Gets the outcome.</summary>
    public DeliveryOutcome Outcome { get; }

    /// <summary>Gets why, for everything but <see cref="Delivered"/>.</summary>
    public string? Reason { get; }

    /// <summary>
    /// Gets how many events, from the start of the batch, had arrived before the outcome; 0 for <see cref="Delivered"/>, which means all.
    /// </summary>
    public int DeliveredEvents { get; }

    /// <summary>Gets the least wait that the destination asked for, if it asked. Hosts honour it within bounds.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>This lane waits, then the rest of the batch is offered again.</summary>
    /// <param name="reason">Why; shown to the stack's user.</param>
    /// <param name="delivered">How many events, from the start of the batch, have arrived; 0 or more.</param>
    /// <param name="after">The least wait, if the destination named one; zero or longer.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delivered"/> or <paramref name="after"/> is negative.</exception>
    public static DeliveryResult Retry(string reason, int delivered = 0, TimeSpan? after = null) =>
        With(DeliveryOutcome.Retry, reason, delivered, after);

    /// <summary>The endpoint does not answer or cannot serve; its circuit counts this, over all lanes that lead to it.</summary>
    /// <inheritdoc cref="Retry" />
    public static DeliveryResult Unavailable(string reason, int delivered = 0, TimeSpan? after = null) =>
        With(DeliveryOutcome.Unavailable, reason, delivered, after);

    /// <summary>Exactly the event at index <paramref name="delivered"/> becomes a dead letter; those behind it are offered again.</summary>
    /// <inheritdoc cref="Retry" />
    public static DeliveryResult Reject(string reason, int delivered = 0) =>
        With(DeliveryOutcome.Rejected, reason, delivered, null);

    /// <summary>Nothing can be delivered until the declaration or its credentials change: the lane stops and shows why.</summary>
    /// <inheritdoc cref="Retry" />
    public static DeliveryResult Suspend(string reason, int delivered = 0) =>
        With(DeliveryOutcome.Suspended, reason, delivered, null);

    /// <summary>
    /// Reads an HTTP answer the way every HTTP sink does: 2xx is <see cref="Delivered"/>; 408, 429 and 5xx are
    /// <see cref="Unavailable"/>; 401 and 403 are <see cref="Retry"/> after at least a minute (credentials may be renewed);
    /// 404 and 409 are <see cref="Retry"/> (the receiver may yet be made); 410 and redirects, which are not followed, are
    /// <see cref="Suspend"/>; any other 4xx is <see cref="Reject"/>. <c>Retry-After</c> is taken over.
    /// </summary>
    /// <param name="response">The answer; it is not disposed.</param>
    /// <param name="delivered">How many events, from the start of the batch, have arrived; 0 or more.</param>
    /// <returns>The result; its reason is the status with its standard phrase, and nothing that the receiver wrote.</returns>
    public static DeliveryResult FromHttp(HttpResponseMessage response, int delivered = 0)
    {
        ArgumentNullException.ThrowIfNull(response);
        var reason = Describe(response.StatusCode);
        var after = ReadRetryAfter(response);
        return (int)response.StatusCode switch
        {
            >= 200 and < 300 => Delivered,
            408 or 429 or >= 500 => Unavailable(reason, delivered, after),
            401 or 403 => Retry(reason, delivered, after > OneMinute ? after : OneMinute),
            404 or 409 => Retry(reason, delivered, after),
            (int)HttpStatusCode.Gone => Suspend(reason, delivered),
            >= 300 and < 400 => Suspend($"{reason}: redirects are not followed", delivered),
            _ => Reject(reason, delivered),
        };
    }

    /// <summary>
    /// Reads what an <see cref="HttpClient"/> threw instead of an answer the way every HTTP sink does: an address that sinks may not connect
    /// to is <see cref="Suspend"/> if the URL itself has it, and <see cref="Retry"/> after at least a minute if a name leads there (its owner
    /// may mend that); all else is <see cref="Unavailable"/>.
    /// </summary>
    /// <param name="error">
    /// An <see cref="HttpRequestException"/>, or an <see cref="OperationCanceledException"/> although the attempt's token is not signalled:
    /// the transport's own limit on connecting.
    /// </param>
    /// <param name="delivered">How many events, from the start of the batch, have arrived; 0 or more.</param>
    /// <returns>The result; its reason is one of some fixed sentences, and repeats nothing that the receiver sent.</returns>
    public static DeliveryResult FromHttpError(Exception error, int delivered = 0)
    {
        ArgumentNullException.ThrowIfNull(error);
        return (error as AddressRefusedException ?? error.InnerException as AddressRefusedException) switch
        {
            { IsAddress: true } refused => Suspend(refused.Message, delivered),
            { } refused => Retry(refused.Message, delivered, OneMinute),
            null => Unavailable(HttpFailure.Describe(error), delivered),
        };
    }

    /// <summary>Gives the same result with more events delivered before it.</summary>
    /// <param name="delivered">How many events, from the start of the batch, have arrived; 0 or more.</param>
    /// <returns>The result; <see cref="Delivered"/> stays as it is.</returns>
    public DeliveryResult WithDelivered(int delivered) =>
        Outcome is DeliveryOutcome.Delivered ? this : new(Outcome, Reason, delivered, RetryAfter);

    /// <inheritdoc />
    public bool Equals(DeliveryResult other) =>
        Outcome == other.Outcome && Reason == other.Reason && DeliveredEvents == other.DeliveredEvents && RetryAfter == other.RetryAfter;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is DeliveryResult other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Outcome, Reason, DeliveredEvents, RetryAfter);

    /// <summary>Compares two results.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal in every part.</returns>
    public static bool operator ==(DeliveryResult left, DeliveryResult right) => left.Equals(right);

    /// <summary>Compares two results.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ in any part.</returns>
    public static bool operator !=(DeliveryResult left, DeliveryResult right) => !left.Equals(right);

    /// <summary>Gives the outcome and the reason.</summary>
    /// <returns>For example <c>Retry: HTTP 404 Not Found</c>.</returns>
    public override string ToString() => Reason is null ? Outcome.ToString() : $"{Outcome}: {Reason}";

    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    // A phrase of the receiver's own would be its words in the user's report.
    private static string Describe(HttpStatusCode status)
    {
        using var standard = new HttpResponseMessage(status);
        return $"HTTP {(int)status} {standard.ReasonPhrase}".TrimEnd();
    }

    private static DeliveryResult With(DeliveryOutcome outcome, string reason, int delivered, TimeSpan? after)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(outcome, reason, delivered, after);
    }

    private static TimeSpan? ReadRetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
        {
            return null;
        }

        // A date is read against the server's own clock, so that a skewed one does no harm.
        var wait = header.Delta ?? (header.Date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()));
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
