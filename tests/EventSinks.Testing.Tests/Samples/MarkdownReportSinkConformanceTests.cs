using EventSinks.Testing.Conformance;
using ThirdPartySink.MarkdownReport;

namespace EventSinks.Testing.Samples;

/// <summary>The sink type <c>markdown-report</c> of samples/ThirdPartySink, held to the contract.</summary>
[NonParallelizable]
public sealed class MarkdownReportSinkConformanceTests : SinkConformanceTests<MarkdownReportSinkFactory>
{
    protected override IEnumerable<string> ValidOptions => ["", "title: What happened"];

    protected override IEnumerable<string> InvalidOptions => ["title: [a, b]", "path: /etc/passwd"];

    protected override bool PassesBodies => false;

    protected override SinkTestDestination CreateDestination() => new ReportFolder();
}
