using EventSinks;

namespace ThirdPartySink.MarkdownReport;

/// <summary>
/// Makes sinks of type <c>markdown-report</c>: a table of a stack's events, in <c>reports/STACK.md</c> beside the program. The stack's user
/// chooses the heading, never the place.
/// </summary>
[ExportEventSink("markdown-report")]
public sealed class MarkdownReportSinkFactory : EventSinkFactory<MarkdownReportOptions>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reports");

    protected override SinkDestination Describe(MarkdownReportOptions options) => new("reports");

    protected override IEventSink Create(MarkdownReportOptions options, SinkContext context) =>
        new MarkdownReportSink(Path.Combine(Folder, $"{Path.GetFileName(context.Stack.Id)}.md"), options.Title);
}
