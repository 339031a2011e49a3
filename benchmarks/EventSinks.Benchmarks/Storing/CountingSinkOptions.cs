namespace EventSinks.Benchmarks.Storing;

/// <summary>No options.</summary>
public sealed record CountingSinkOptions;
