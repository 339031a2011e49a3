using EventSinks.Testing.Conformance;

namespace EventSinks.Local;

/// <summary>The sink type <c>console</c>, held to the contract in both of its styles.</summary>
[NonParallelizable]
[TestFixture("text")]
[TestFixture("json")]
public sealed class ConsoleSinkConformanceTests(string style) : SinkConformanceTests<ConsoleSinkFactory>
{
    protected override IEnumerable<string> ValidOptions => [$"style: {style}", $"target: stdout\nstyle: {style}"];

    protected override IEnumerable<string> InvalidOptions => ["style: xml", "target: file", "colour: red"];

    protected override bool PassesBodies => style == "json";

    protected override SinkTestDestination CreateDestination() => new ConsoleDestination();
}
