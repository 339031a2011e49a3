using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Has a sink type that no environment can name.</summary>
[Breaks(1, AndMore = true)]
[ExportEventSink("Mis_Named")]
public sealed class MisnamedTypeFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials);
