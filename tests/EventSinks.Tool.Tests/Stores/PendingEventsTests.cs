using EventSinks.Storage;

namespace EventSinks.Tool.Stores;

[TestFixture]
public sealed class PendingEventsTests
{
    [FsCheck.NUnit.Property]
    public bool Count_CountsEachEventOnce((byte Cursor, byte? End)[] lanes, byte head)
    {
        var stack = new StoredStack(
            new StackIdentity("s", "s"),
            "[]",
            head,
            IsClosed: false,
            [.. lanes.Select((lane, i) => new StoredLane(new LaneKey("t", $"{i}"), 0, Math.Min(lane.Cursor, head), default, lane.End))]);

        var pending = Enumerable.Range(1, head).Count(sequence => stack.Lanes.Any(lane => lane.Cursor < sequence && sequence <= (lane.End ?? head)));

        return PendingEvents.Count(stack) == pending;
    }
}
