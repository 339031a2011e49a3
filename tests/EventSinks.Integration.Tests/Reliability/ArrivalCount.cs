namespace EventSinks.Integration.Reliability;

/// <summary>How many events arrived at one destination, and how often.</summary>
/// <param name="Arrivals">All arrivals, repeats included.</param>
/// <param name="Repeats">Arrivals of what had arrived before.</param>
/// <param name="Runs">How often repeats came one after the other.</param>
/// <param name="LargestRun">The most repeats that did.</param>
internal readonly record struct ArrivalCount(int Arrivals, int Repeats, int Runs, int LargestRun)
{
    /// <summary>
    /// Counts what arrived of one stack. The test fails where an event is missing, unknown, or came before an earlier one had.
    /// </summary>
    /// <param name="arrived">What arrived, in order.</param>
    /// <param name="recorded">What the store holds, in sequence.</param>
    /// <param name="where">Named when the test fails.</param>
    public static ArrivalCount Of(IReadOnlyList<CountedEvent> arrived, IReadOnlyList<CountedEvent> recorded, string where)
    {
        var (highest, repeats, runs, run, largest) = (0, 0, 0, 0, 0);
        foreach (var e in arrived)
        {
            if (e.Sequence <= highest)
            {
                repeats++;
                runs += run == 0 ? 1 : 0;
                largest = Math.Max(largest, ++run);
            }
            else
            {
                Assert.That(e.Sequence, Is.EqualTo(highest + 1), $"{where}: what arrives for the first time is the next of its stack");
                highest++;
                run = 0;
            }

            Assert.That(e.Sequence, Is.LessThanOrEqualTo(recorded.Count), $"{where}: what arrives has been recorded");
            Assert.That(e, Is.EqualTo(recorded[(int)e.Sequence - 1]), $"{where}: what arrives is the event that was recorded");
        }

        Assert.That(highest, Is.EqualTo(recorded.Count), $"{where}: everything that was recorded has arrived");
        return new ArrivalCount(arrived.Count, repeats, runs, largest);
    }

    /// <summary>Adds up what arrived at several destinations.</summary>
    public static ArrivalCount Sum(IEnumerable<ArrivalCount> counts) => counts.Aggregate(static (one, other) => new ArrivalCount(
        one.Arrivals + other.Arrivals, one.Repeats + other.Repeats, one.Runs + other.Runs, Math.Max(one.LargestRun, other.LargestRun)));

    /// <inheritdoc />
    public override string ToString() => $"{Arrivals} arrivals, {Repeats} repeats in {Runs} runs, the largest of {LargestRun}";
}
