using System.ComponentModel.DataAnnotations;

namespace ThirdPartySink.MarkdownReport;

public sealed record MarkdownReportOptions
{
    /// <summary>Gets the heading of the report.</summary>
    [StringLength(200)] public string Title { get; init; } = "Events";
}
