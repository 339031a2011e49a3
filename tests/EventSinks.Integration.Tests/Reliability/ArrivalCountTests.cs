namespace EventSinks.Integration.Reliability;

/// <summary>Whoever counts must be able to say no.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ArrivalCountTests
{
    private static readonly CountedEvent[] Recorded =
        [.. Enumerable.Range(1, 5).Select(static sequence => new CountedEvent(sequence, Guid.NewGuid()))];

    [Test]
    public void Of_EverythingOnce_CountsNoRepeats() =>
        Assert.That(Of(1, 2, 3, 4, 5), Is.EqualTo(new ArrivalCount(Arrivals: 5, Repeats: 0, Runs: 0, LargestRun: 0)));

    [Test]
    public void Of_Repeats_CountsThemAndTheirRuns() =>
        Assert.That(Of(1, 2, 1, 2, 3, 3, 4, 5), Is.EqualTo(new ArrivalCount(Arrivals: 8, Repeats: 3, Runs: 2, LargestRun: 2)));

    [TestCase(new[] { 1, 2, 3, 4 }, TestName = "Of_WhenTheLastIsMissing_Fails")]
    [TestCase(new[] { 1, 2, 4, 5 }, TestName = "Of_WhenOneIsMissing_Fails")]
    [TestCase(new[] { 1, 3, 2, 4, 5 }, TestName = "Of_WhenOneIsOvertaken_Fails")]
    [TestCase(new[] { 1, 2, 3, 4, 5, 6 }, TestName = "Of_WhenOneWasNeverRecorded_Fails")]
    public void Of_WhatMustNotBe_Fails(int[] sequences) =>
        Assert.That(() => Of(sequences), Throws.InstanceOf<AssertionException>());

    [Test]
    public void Of_WhenAnotherEventHasTheSequence_Fails() =>
        Assert.That(
            () => ArrivalCount.Of([.. Recorded.Select(static e => e with { Id = Guid.NewGuid() })], Recorded, "here"),
            Throws.InstanceOf<AssertionException>());

    private static ArrivalCount Of(params int[] sequences) => ArrivalCount.Of(
        [.. sequences.Select(static sequence =>
            sequence <= Recorded.Length ? Recorded[sequence - 1] : new CountedEvent(sequence, Guid.NewGuid()))],
        Recorded,
        "here");
}
