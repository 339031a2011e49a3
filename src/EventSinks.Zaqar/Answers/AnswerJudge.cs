using EventSinks.OpenStack.Answers;
using EventSinks.Zaqar.Connections;

namespace EventSinks.Zaqar.Answers;

/// <summary>
/// Says what an answer means. Only words that are Zaqar's own can make a message a dead letter; whatever else refuses a request (a proxy,
/// a wrong server, the account) stops the lane and loses nothing.
/// </summary>
internal static class AnswerJudge
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>Judges an answer by its status and its words.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="words">What its body says.</param>
    /// <param name="authority">In whose name the request was sent; what proves that must not be repeated, though the server repeat it.</param>
    public static ZaqarAnswer Judge(HttpResponseMessage response, AnswerWords words, IZaqarAuthority authority)
    {
        var reason = Describe(response, words, authority);
        return (int)response.StatusCode switch
        {
            201 => ZaqarAnswer.Stored,

            // A queue that was there already.
            204 when response.RequestMessage?.Method == HttpMethod.Put => ZaqarAnswer.Stored,

            // A login page answers 200 too. Zaqar stores with 201 and nothing else, so nothing else counts as stored.
            >= 200 and < 300 => ZaqarAnswer.Stopped(DeliveryResult.Retry($"{reason}: Zaqar would have answered 201", after: OneMinute)),
            400 => JudgeBadRequest(words, reason),
            404 when authority.WhyNotFound is { } why => ZaqarAnswer.Stopped(DeliveryResult.Suspend($"{reason}: {why}")),
            413 => ZaqarAnswer.TooLarge(reason),
            >= 300 and < 400 => ZaqarAnswer.Stopped(DeliveryResult.Suspend($"{reason}: redirects are not followed")),
            _ => ZaqarAnswer.Stopped(WithReason(DeliveryResult.FromHttp(response), reason)),
        };
    }

    private static ZaqarAnswer JudgeBadRequest(AnswerWords words, string reason) => words switch
    {
        { IsZaqars: false } => ZaqarAnswer.Stopped(DeliveryResult.Retry($"{reason} (not Zaqar's own answer)", after: OneMinute)),
        { Description: { } text } when text.StartsWith("Message collection size is too large", StringComparison.Ordinal) =>
            ZaqarAnswer.TooLarge(reason, NamedLimit.Read(text)),

        // Something on the way took Content-Length off: no message is at fault.
        { Description: "Request body can not be empty" } => ZaqarAnswer.Stopped(DeliveryResult.Suspend(reason)),
        { Title: "Invalid request body" } => ZaqarAnswer.MessageRefused(reason),

        // The queue's name, the project, a header, a ttl above what this server takes: the same for every message.
        _ => ZaqarAnswer.Stopped(DeliveryResult.Suspend(reason)),
    };

    private static DeliveryResult WithReason(DeliveryResult result, string reason) => result.Outcome switch
    {
        DeliveryOutcome.Unavailable => DeliveryResult.Unavailable(reason, after: result.RetryAfter),
        DeliveryOutcome.Retry => DeliveryResult.Retry(reason, after: result.RetryAfter),

        // 405, 406, 411 and their like concern the request or the way to the server, never one message.
        _ => DeliveryResult.Suspend(reason),
    };

    private static string Describe(HttpResponseMessage response, AnswerWords words, IZaqarAuthority authority)
    {
        var title = string.IsNullOrWhiteSpace(words.Title) ? response.ReasonPhrase : words.Title;
        var text = $"HTTP {(int)response.StatusCode} {title}";
        text = string.IsNullOrWhiteSpace(words.Description) ? text : $"{text}: {words.Description}";
        return OneLine.Of(authority.Hide(text));
    }
}
