namespace EventSinks.Testing.Events;

[Parallelizable(ParallelScope.All)]
public sealed class TestStackTests
{
    [Test]
    public void Creation_IsWhatHeatRaises()
    {
        var stack = new TestStack("web");

        var told = stack.Creation("server", "volume").Select(static e => e.ToString());

        Assert.That(told, Is.EqualTo(new[]
        {
            "web CREATE_IN_PROGRESS: Stack CREATE started",
            "server CREATE_IN_PROGRESS: state changed",
            "server CREATE_COMPLETE: state changed",
            "volume CREATE_IN_PROGRESS: state changed",
            "volume CREATE_COMPLETE: state changed",
            "web CREATE_COMPLETE: Stack CREATE completed successfully",
        }));
    }

    [Test]
    public void Event_WithNothingGiven_CanBeEncodedAndReadBack()
    {
        var e = new TestStack().Event();

        Assert.That(StackEvent.Parse(e.ToUtf8Json()).Id, Is.EqualTo(e.Id));
    }

    [Test]
    public void Batch_GoesOnWithTheSequence()
    {
        var stack = new TestStack();

        stack.Batch(stack.Creation());
        var next = stack.Batch(stack.Event("one"), stack.Event("two"));

        Assert.That(next.Select(static recorded => recorded.Sequence), Is.EqualTo(new[] { 5L, 6L }));
        Assert.That(stack.Head, Is.EqualTo(6));
    }
}
