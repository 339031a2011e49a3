using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Is not public, so that no scan finds it.</summary>
[Breaks(2)]
[ExportEventSink("hidden")]
internal sealed class HiddenFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials);
