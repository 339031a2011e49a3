namespace EventSinks.Integration.Reliability;

/// <summary>What engines that were killed may send once more: at most the last two batches of each lane before the kill.</summary>
internal static class RepeatsAfterKills
{
    /// <summary>Checks one lane. The test fails where something else was repeated, or something within one process.</summary>
    /// <param name="batches">What the receiver got of the lane.</param>
    /// <param name="where">Named when the test fails.</param>
    public static void Check(IEnumerable<ReceivedBatch> batches, string where)
    {
        long highest = 0;
        List<ReceivedBatch> before = [];

        // A batch that was sent just before a kill may be read just after the next process has begun.
        foreach (var generation in batches.GroupBy(static batch => batch.Generation).OrderBy(static generation => generation.Key))
        {
            var mayRepeat = before.TakeLast(2).SelectMany(static batch => batch.Events).Select(static e => e.Sequence).ToHashSet();
            long[] sent = [.. generation.SelectMany(static batch => batch.Events).Select(static e => e.Sequence)];
            Assert.That(
                sent, Is.Ordered.And.Unique, $"{where}, process {generation.Key}: a process repeats nothing that it has sent itself");
            var known = highest;
            Assert.That(
                sent.Where(sequence => sequence <= known), Is.SubsetOf(mayRepeat),
                $"{where}, process {generation.Key}: at most the last two batches before the kill are repeated");
            highest = Math.Max(highest, sent[^1]);
            before.AddRange(generation);
        }
    }
}
