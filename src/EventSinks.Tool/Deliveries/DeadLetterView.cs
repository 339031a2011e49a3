using EventSinks.Storage;
using EventSinks.Tool.Stores;

namespace EventSinks.Tool.Deliveries;

/// <summary>A dead letter for people and programs.</summary>
internal sealed record DeadLetterView(
    string StackId,
    string StackName,
    string Sink,
    long Sequence,
    Guid EventId,
    string Reason,
    int Attempts,
    DateTimeOffset FirstAttemptAt,
    DateTimeOffset GivenUpAt)
{
    public static DeadLetterView Of(StoredStack stack, DeadLetter letter) => new(
        stack.Stack.Id,
        stack.Stack.Name,
        stack.Lanes.FirstOrDefault(lane => lane.Key == letter.Lane) is { } lane ? NamedLane.Of(lane).Name : letter.Lane.ToString(),
        letter.Sequence,
        letter.EventId,
        letter.Reason,
        letter.Attempts,
        letter.FirstAttemptAt,
        letter.GivenUpAt);
}
