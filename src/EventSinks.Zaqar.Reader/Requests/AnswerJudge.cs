using System.Net.Http.Headers;
using EventSinks.OpenStack;
using EventSinks.OpenStack.Answers;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Says of what went wrong whether waiting helps: trouble, which is tried again, or a failure for good.</summary>
/// <remarks>
/// What looks like a wrong address is one only until somebody has answered as Zaqar there: afterwards it is taken for a proxy whose server is
/// away.
/// </remarks>
internal static class AnswerJudge
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>Judges an answer that is not one of those that were asked for.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="words">What its body says.</param>
    /// <param name="secret">What must not be repeated, though the server repeat it.</param>
    /// <param name="isProven">Whether Zaqar has answered at this address before.</param>
    /// <param name="clock">What dates are compared with.</param>
    public static Exception Judge(HttpResponseMessage response, AnswerWords words, string? secret, bool isProven, TimeProvider clock)
    {
        var line = Describe(response, words, secret);
        var failure = (int)response.StatusCode switch
        {
            408 or 429 or >= 500 => (ZaqarQueueFailure?)null,
            401 or 403 => ZaqarQueueFailure.Refused,
            400 when words.IsZaqars => ZaqarQueueFailure.BadRequest,
            _ => isProven ? null : ZaqarQueueFailure.WrongAddress,
        };
        return failure switch
        {
            null => new QueueTroubleException(line) { RetryAfter = RetryAfter(response.Headers.RetryAfter, clock) },
            ZaqarQueueFailure.Refused => new ZaqarQueueException(ZaqarQueueFailure.Refused, $"Zaqar refuses: {line}"),
            ZaqarQueueFailure.BadRequest => new ZaqarQueueException(ZaqarQueueFailure.BadRequest, $"Zaqar refuses the request: {line}"),
            { } other => new ZaqarQueueException(other, $"this is not Zaqar's address: {line}"),
        };
    }

    /// <summary>Judges what the session says.</summary>
    public static Exception Judge(OpenStackException error, bool isProven)
    {
        var line = OneLine.Of(error.Message);
        return error.Failure switch
        {
            OpenStackFailure.BadSettings => new ZaqarQueueException(ZaqarQueueFailure.BadSettings, line, error),
            OpenStackFailure.Refused => new ZaqarQueueException(ZaqarQueueFailure.Refused, line, error),
            OpenStackFailure.NoEndpoint or OpenStackFailure.NotKeystone when !isProven =>
                new ZaqarQueueException(ZaqarQueueFailure.WrongAddress, line, error),
            _ => new QueueTroubleException(line, error) { RetryAfter = Bounded(error.RetryAfter) },
        };
    }

    private static string Describe(HttpResponseMessage response, AnswerWords words, string? secret)
    {
        var title = string.IsNullOrWhiteSpace(words.Title) ? response.ReasonPhrase : words.Title;
        var text = $"HTTP {(int)response.StatusCode} {title}";
        text = string.IsNullOrWhiteSpace(words.Description) ? text : $"{text}: {words.Description}";
        return OneLine.Of(string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "(hidden)", StringComparison.OrdinalIgnoreCase));
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider clock) =>
        Bounded(header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null));

    private static TimeSpan? Bounded(TimeSpan? wait) =>
        wait is not { } time ? null : TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, LongestRetryAfter.Ticks));
}
