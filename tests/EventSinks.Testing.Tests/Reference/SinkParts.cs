namespace EventSinks.Testing.Reference;

/// <summary>What a sink is made of.</summary>
public sealed record SinkParts(HttpClient Client, IStackCredentials Credentials, ReferenceOptions Options, SinkContext Context);
