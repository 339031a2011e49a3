using EventSinks.Environments;

namespace EventSinks.StrictHeat;

/// <summary>What a user sends to Heat.</summary>
/// <param name="Files">The environment files that create the stack, in order.</param>
/// <param name="Updates">Those that update it.</param>
internal sealed record HeatRequest(IReadOnlyList<StackEnvironment> Files, IReadOnlyList<StackEnvironment> Updates)
{
    /// <summary>Gets the files of each request: Heat's engine merges these with one another.</summary>
    public IEnumerable<IReadOnlyList<StackEnvironment>> Merges => [Files, Updates];

    /// <summary>Gets every declaration.</summary>
    public IEnumerable<SinkDeclaration> Sinks => Files.Concat(Updates).SelectMany(static file => file.Sinks);

    /// <summary>Gets the declarations of the only sink type that Heat has, but not those that remove one: Heat refuses their key.</summary>
    public IEnumerable<SinkDeclaration> ZaqarSinks => Sinks.Where(static sink => HeatSink.IsZaqar(sink) && !sink.IsRemoval);
}
