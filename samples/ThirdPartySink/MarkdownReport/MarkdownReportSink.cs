using System.Text;
using EventSinks;
using ThirdPartySink.Formatting;

namespace ThirdPartySink.MarkdownReport;

/// <summary>Appends a batch to the report, all at once.</summary>
internal sealed class MarkdownReportSink(string path, string title) : IEventSink
{
    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.AppendAllTextAsync(path, Write(batch, isNew: !File.Exists(path)), cancellationToken);
            return DeliveryResult.Delivered;
        }
        catch (IOException error)
        {
            // Without the path: it is the host's own.
            return DeliveryResult.Retry($"the report cannot be written to ({error.GetType().Name})");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Write(EventBatch batch, bool isNew)
    {
        var text = new StringBuilder();
        if (isNew)
        {
            text.Append("# ").Append(title.ReplaceLineEndings(" ")).Append("\n\n");
            text.Append(MarkdownTable.Head("time", "resource", "state", "reason"));
        }

        foreach (var (e, _, _) in batch)
        {
            var state = $"{e.ResourceAction}_{e.ResourceStatus}";
            text.Append(MarkdownTable.Row($"{e.Timestamp:yyyy-MM-dd HH:mm:ss}", e.ResourceName, state, e.ResourceStatusReason ?? ""));
        }

        return text.ToString();
    }
}
