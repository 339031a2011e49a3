namespace EventSinks.Benchmarks.Harness;

/// <summary>One of several things that are measured side by side.</summary>
/// <param name="name">What a table calls it.</param>
internal abstract class Candidate(string name)
{
    public string Name { get; } = name;

    /// <summary>Runs it so many times in a row.</summary>
    public abstract Sample Run(int times);
}
