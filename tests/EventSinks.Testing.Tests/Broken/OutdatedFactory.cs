using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Was compiled against a contract that is no more.</summary>
[Breaks(3, AndMore = true)]
[ExportEventSink("outdated", contractVersion: 0)]
public sealed class OutdatedFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials);
