using EventSinks.Testing.Conformance;

namespace SinkNamespace.Tests;

/// <summary>Holds the sink to the rules of the contract. What is said here is all that the rules need to know.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SinkPrefixSinkConformanceTests : HttpSinkConformanceTests<SinkPrefixSinkFactory>
{
    protected override IEnumerable<string> ValidOptions =>
    [
        "url: https://events.example.org/stacks",
        "url: http://events.example.org/stacks\ntoken: t0p-s3cret",
    ];

    protected override IEnumerable<string> InvalidOptions =>
    [
        "",
        "url: stacks",
        "url: ftp://events.example.org/stacks",
        "url: https://user:password@events.example.org/stacks",
        "url: https://events.example.org/stacks\ncolour: red",
    ];

    protected override bool PassesBodies => true;
}
