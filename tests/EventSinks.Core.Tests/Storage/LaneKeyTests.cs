using System.Text.Json;

namespace EventSinks.Storage;

[Parallelizable(ParallelScope.All)]
public sealed class LaneKeyTests
{
    [Test]
    public void Serialize_AKey_ComesToAnEnd() => Assert.That(
        JsonSerializer.Serialize(new LaneKey("test", "q", 1, 2)), Is.EqualTo("""{"SinkType":"test","Destination":"q","Ordinal":1,"Replay":2}"""));
}
