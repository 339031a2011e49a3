using System.Net;
using System.Text.Json;

namespace EventSinks.Integration.OpenStack;

/// <summary>What a server of the cloud answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; null where it is empty.</param>
/// <param name="Token">The token that Keystone gave, if it did.</param>
internal sealed record CloudAnswer(HttpStatusCode Status, JsonElement? Body, string? Token);
