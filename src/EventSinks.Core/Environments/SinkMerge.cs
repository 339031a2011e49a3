using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>
/// Puts the sinks of several environments together, one environment after another. Whether some of them are merged before the others makes no
/// difference.
/// </summary>
internal sealed class SinkMerge
{
    private readonly List<SinkDeclaration> _sinks = [];
    private readonly List<SinkDeclaration> _carriedOut = [];
    private readonly List<SinkDeclaration> _removed = [];

    // Made when there is something to find: most stacks have one file.
    private SinkIndex? _index;

    /// <summary>Gets the declarations so far, and the removals that have found nothing.</summary>
    public IReadOnlyList<SinkDeclaration> Sinks => _sinks;

    /// <summary>Gets what the removals that have found something have done.</summary>
    public SinkRemovals Removals => new([.. _carriedOut], [.. _removed]);

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
            Clear();
        }

        SinkDeclaration[] added = [.. environment.Sinks.Select(sink => sink.Behind(firstSource))];
        SinkDeclaration[] carriedOut = [.. environment.Removals.CarriedOut.Select(removal => removal.Behind(firstSource))];
        var useful = Remove([.. carriedOut, .. added.Where(static sink => sink.IsRemoval)]);
        _carriedOut.AddRange(carriedOut.Union(useful));
        _removed.AddRange(environment.Removals.Removed.Select(sink => sink.Behind(firstSource)));
        if (_sinks.Count > 0 && added.Length > 0)
        {
            Index();
        }

        foreach (var sink in added.Where(sink => !useful.Contains(sink)))
        {
            if (Earlier(sink) is [var first, ..] places)
            {
                repeated(sink, _sinks[first]);
                Repeat(places, sink);
            }
            else
            {
                _sinks.Add(sink);
            }
        }
    }

    public YamlList ToList() => new([.. _sinks.Select(static sink => sink.Map)], SourceSpan.None);

    private void Clear()
    {
        Clears = true;
        _sinks.Clear();
        _carriedOut.Clear();
        _removed.Clear();
        _index = null;
    }

    // Those of one file look at the same sinks: which of them comes first does not matter. Gives those that have found something.
    private HashSet<SinkDeclaration> Remove(SinkDeclaration[] removals)
    {
        HashSet<SinkDeclaration> useful = [];
        foreach (var file in removals.GroupBy(static removal => removal.SourceIndex).OrderBy(static file => file.Key))
        {
            var unwanted = new HashSet<int>();
            foreach (var same in file.GroupBy(static removal => removal.Content, StringComparer.Ordinal))
            {
                int[] found = _sinks.Count == 0 ? [] : [.. Index().FindRemoved(same.First())];
                unwanted.UnionWith(found);
                useful.UnionWith(found.Length == 0 ? [] : same);
            }

            if (unwanted.Count > 0)
            {
                _removed.AddRange(_sinks.Where((_, place) => unwanted.Contains(place)));
                var place = 0;
                _sinks.RemoveAll(_ => unwanted.Contains(place++));
                _index = null;
            }
        }

        return useful;
    }

    private IReadOnlyList<int> Earlier(SinkDeclaration sink) => sink.IsRemoval || _index is null ? [] : _index.FindSame(sink);

    // Once for each file, even if the file says it a thousand times.
    private void Repeat(IReadOnlyList<int> places, SinkDeclaration later)
    {
        foreach (var place in places.TakeWhile(place => _sinks[place].Latest.SourceIndex < later.Latest.SourceIndex))
        {
            _sinks[place] = _sinks[place].RepeatedBy(later);
        }
    }

    private SinkIndex Index()
    {
        _index ??= new SinkIndex(_sinks);
        _index.CatchUp();
        return _index;
    }
}
