namespace EventSinks.Benchmarks.Harness;

/// <summary>A candidate's figures, one for each round.</summary>
/// <param name="Name">The candidate.</param>
/// <param name="Nanoseconds">The time of one run, in the order of the rounds.</param>
/// <param name="AllocatedBytes">What one run allocated in the last round; null where that is not known.</param>
internal sealed record Measured(string Name, IReadOnlyList<double> Nanoseconds, double? AllocatedBytes)
{
    public double Median { get; } = MedianOf(Nanoseconds);

    public double Min => Nanoseconds.Min();

    public double Max => Nanoseconds.Max();

    /// <summary>
    /// Gets how many times longer this takes: the median of what each round says, so that what slows a whole round down counts for nothing.
    /// </summary>
    public double RatioTo(Measured other) => MedianOf([.. Nanoseconds.Zip(other.Nanoseconds, static (mine, theirs) => mine / theirs)]);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
