namespace EventSinks.Zaqar.Answers;

/// <summary>What came of one request.</summary>
/// <param name="Kind">What it means for the messages.</param>
/// <param name="Reason">One line for the stack's user; empty if everything is stored.</param>
/// <param name="Result">What to tell the host, where <paramref name="Kind"/> is <see cref="AnswerKind.Stopped"/>.</param>
/// <param name="NamedLimit">The size limit in bytes that the answer names, where it is <see cref="AnswerKind.TooLarge"/> and names one.</param>
internal readonly record struct ZaqarAnswer(AnswerKind Kind, string Reason, DeliveryResult Result = default, int? NamedLimit = null)
{
    /// <summary>Gets the answer that all messages are in the queue.</summary>
    public static ZaqarAnswer Stored { get; } = new(AnswerKind.Stored, "");

    /// <summary>At least one of the messages will never be taken.</summary>
    public static ZaqarAnswer MessageRefused(string reason) => new(AnswerKind.MessageRefused, reason);

    /// <summary>The request had too many bytes.</summary>
    public static ZaqarAnswer TooLarge(string reason, int? namedLimit = null) => new(AnswerKind.TooLarge, reason, NamedLimit: namedLimit);

    /// <summary>The lane stops here.</summary>
    public static ZaqarAnswer Stopped(DeliveryResult result) => new(AnswerKind.Stopped, result.Reason ?? "", result);
}
