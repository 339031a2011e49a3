using System.Text;

namespace EventSinks.Local;

/// <summary>Writes a batch as lines, all at once.</summary>
internal sealed class ConsoleSink(ConsoleTarget target, string style) : IEventSink
{
    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(style == "json" ? FormatJson(batch) : FormatText(batch), cancellationToken).ConfigureAwait(false);
            return DeliveryResult.Delivered;
        }
        catch (IOException error)
        {
            return DeliveryResult.Retry($"the console cannot be written to: {error.Message}");
        }
        catch (ObjectDisposedException)
        {
            return DeliveryResult.Suspend("the console has been closed by the process that owns it");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string FormatJson(EventBatch batch)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < batch.Count; i++)
        {
            lines.Append(Encoding.UTF8.GetString(batch.GetBody(i).Span)).Append('\n');
        }

        return lines.ToString();
    }

    private static string FormatText(EventBatch batch)
    {
        var lines = new StringBuilder();
        foreach (var recorded in batch)
        {
            ConsoleLine.Append(lines, recorded.Event);
        }

        return lines.ToString();
    }
}
