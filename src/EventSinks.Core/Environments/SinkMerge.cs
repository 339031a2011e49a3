using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Puts the sinks of several environments together, one environment after another.</summary>
internal sealed class SinkMerge
{
    private readonly List<SinkDeclaration> _sinks = [];

    /// <summary>Gets the declarations so far.</summary>
    public IReadOnlyList<SinkDeclaration> Sinks => _sinks;

    /// <summary>Gets whether one of the environments clears what came before, which it then does for all of them together too.</summary>
    public bool Clears { get; private set; }

    /// <summary>Adds the sinks of an environment: it may clear those before it, or remove some, and what it declares again counts once.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="firstSource">Which of the merged environment's sources is the first of this one.</param>
    /// <param name="repeated">Called for each declaration that is there already, with the earlier one.</param>
    public void Add(StackEnvironment environment, int firstSource, Action<SinkDeclaration, SinkDeclaration> repeated)
    {
        if (environment.ClearsSinks)
        {
            Clears = true;
            _sinks.Clear();
        }

        // A removal that finds nothing stays, so that binding, or a further merge, can say so.
        List<SinkDeclaration> added = [.. environment.Sinks.Where(sink => !sink.IsRemoval || _sinks.RemoveAll(sink.Removes) == 0)];
        var known = _sinks.GroupBy(static sink => sink.Content, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        foreach (var sink in added)
        {
            if (known.TryGetValue(sink.Content, out var earlier))
            {
                repeated(sink, earlier);
            }
            else
            {
                _sinks.Add(sink.WithSource(firstSource + sink.SourceIndex));
            }
        }
    }

    public YamlList ToList() => new([.. _sinks.Select(static sink => sink.Map)], SourceSpan.None);
}
