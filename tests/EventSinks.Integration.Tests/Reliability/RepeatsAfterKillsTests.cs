namespace EventSinks.Integration.Reliability;

/// <summary>Whoever checks must be able to say no.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RepeatsAfterKillsTests
{
    [Test]
    public void Check_WhenTheLastTwoBatchesAreRepeated_Passes() =>
        Assert.That(
            () => RepeatsAfterKills.Check([Batch(1, 1, 2), Batch(1, 3), Batch(1, 4, 5), Batch(2, 3, 4, 5, 6)], "here"), Throws.Nothing);

    [Test]
    public void Check_WhenABatchBeforeThoseIsRepeated_Fails() =>
        Assert.That(
            () => RepeatsAfterKills.Check([Batch(1, 1, 2), Batch(1, 3), Batch(1, 4, 5), Batch(2, 2, 3, 4, 5)], "here"),
            Throws.InstanceOf<AssertionException>());

    [Test]
    public void Check_WhenAProcessRepeatsItsOwn_Fails() =>
        Assert.That(() => RepeatsAfterKills.Check([Batch(1, 1, 2), Batch(1, 2, 3)], "here"), Throws.InstanceOf<AssertionException>());

    private static ReceivedBatch Batch(int generation, params int[] sequences) =>
        new(generation, "stack-1", [.. sequences.Select(static sequence => new CountedEvent(sequence, Guid.Empty))]);
}
