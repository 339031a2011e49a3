namespace EventSinks.OpenStack.Identity;

/// <summary>A request that a scripted server was sent.</summary>
internal sealed record AskedQuestion(HttpMethod Method, Uri Url, string Body, IReadOnlyDictionary<string, string> Headers);
