namespace EventSinks.Testing.Reference;

/// <summary>Breaks no rule.</summary>
[ExportEventSink("faultless")]
public sealed class FaultlessFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials);
