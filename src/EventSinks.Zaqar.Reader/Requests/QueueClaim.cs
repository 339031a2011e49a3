namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Messages that are held for one consumer.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Messages">The messages, oldest first.</param>
internal sealed record QueueClaim(string Id, IReadOnlyList<QueueMessage> Messages);
