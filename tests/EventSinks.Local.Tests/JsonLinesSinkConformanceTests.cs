using EventSinks.Testing.Conformance;

namespace EventSinks.Local;

/// <summary>The sink type <c>json-lines</c>, held to the contract.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class JsonLinesSinkConformanceTests : SinkConformanceTests<JsonLinesSinkFactory>
{
    protected override IEnumerable<string> ValidOptions => ["path: events.jsonl"];

    protected override IEnumerable<string> InvalidOptions => ["", "path: ../up", "path: /etc/passwd", "path: a.jsonl\nsize: 3"];

    protected override bool PassesBodies => true;

    protected override SinkTestDestination CreateDestination() => new FolderDestination();
}
