using System.Text;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.EventList;

/// <summary>Writes events one after another in one of the formats; a table when all are there.</summary>
internal sealed class EventWriter(TextWriter output, EventFormat format)
{
    private readonly TextTable _table = new("STACK", "SEQUENCE", "EVENT TIME", "RESOURCE", "TYPE", "ACTION", "STATUS", "REASON", "ID");

    public async Task WriteAsync(RecordedEvent recorded)
    {
        var e = recorded.Event;
        if (format is EventFormat.Table)
        {
            _table.Add(
                e.StackId,
                $"{recorded.Sequence}",
                Times.Text(e.Timestamp),
                e.ResourceName,
                e.ResourceType,
                e.ResourceAction,
                e.ResourceStatus,
                e.ResourceStatusReason,
                $"{e.Id}");
        }
        else
        {
            await output.WriteLineAsync(format is EventFormat.Log ? EventText.Log(e) : Encoding.UTF8.GetString(e.ToUtf8Json().Span)).ConfigureAwait(false);
        }
    }

    public void End()
    {
        if (format is EventFormat.Table)
        {
            _table.Write(output);
        }
    }
}
