using System.Net;

namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>An answer that its asker knows what to do with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Location">The address that it names, if it names one.</param>
internal sealed record QueueAnswer(HttpStatusCode Status, byte[] Body, string? Location);
