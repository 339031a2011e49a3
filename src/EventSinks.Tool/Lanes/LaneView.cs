using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Lanes;

/// <summary>A lane for people and programs: settled up to its cursor, and ending with the last sequence that it takes, if it ends.</summary>
internal sealed record LaneView(string Key, string Name, LaneState State, long Cursor, long? End, long Pending, DateTimeOffset? PausedAt)
{
    public static LaneView Of(StoredStack stack, StoredLane lane)
    {
        var named = NamedLane.Of(lane);
        var sink = StackDeliveryStatus.Of(stack with { Lanes = [lane] }).Sinks[0];
        return new LaneView(named.Key, named.Name, sink.State, lane.Cursor, lane.End, sink.Pending, lane.PausedAt);
    }

    public static void Write(TextWriter output, IEnumerable<LaneView> lanes)
    {
        var table = new TextTable("LANE", "NAME", "STATE", "CURSOR", "END", "PENDING", "PAUSED SINCE");
        foreach (var lane in lanes)
        {
            table.Add(lane.Key, lane.Name == lane.Key ? null : lane.Name, lane.State.ToString(), $"{lane.Cursor}", $"{lane.End}", $"{lane.Pending}", Times.Text(lane.PausedAt));
        }

        table.Write(output);
    }
}
