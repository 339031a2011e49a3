namespace EventSinks.Benchmarks.Harness;

/// <summary>What a number of runs in a row took.</summary>
/// <param name="Elapsed">The time of all of them.</param>
/// <param name="AllocatedBytes">What they allocated; null where that is not known.</param>
internal readonly record struct Sample(TimeSpan Elapsed, long? AllocatedBytes = null);
