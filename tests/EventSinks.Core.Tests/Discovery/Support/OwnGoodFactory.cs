namespace EventSinks.Discovery.Support;

/// <summary>The host's own <c>good</c>, which there is a plug-in for, too.</summary>
[ExportEventSink("good")]
public sealed class OwnGoodFactory : SilentFactory;
