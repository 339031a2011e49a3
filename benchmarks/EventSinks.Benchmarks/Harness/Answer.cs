namespace EventSinks.Benchmarks.Harness;

/// <summary>What measuring found out.</summary>
/// <param name="Tables">The figures.</param>
/// <param name="Targets">What was to be reached, and whether it was.</param>
/// <param name="Noise">How much slower the same work became at the worst moment, 0.1 being a tenth.</param>
internal sealed record Answer(IReadOnlyList<Table> Tables, IReadOnlyList<Target> Targets, double Noise);
