namespace EventSinks.Environments;

/// <summary>Finds declarations by what they say, without looking at each of them.</summary>
internal sealed class SinkIndex
{
    private readonly Dictionary<string, List<int>> _byContent = new(StringComparer.Ordinal);

    // The keys of a declaration are few, so the rarest thing that a removal says leaves few candidates.
    private readonly Dictionary<string, List<int>> _bySaying = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<SinkDeclaration> _sinks;
    private int _count;

    /// <summary>Initializes a new instance of the <see cref="SinkIndex"/> class.</summary>
    /// <param name="sinks">The declarations; more may be appended later.</param>
    public SinkIndex(IReadOnlyList<SinkDeclaration> sinks) => _sinks = sinks;

    /// <summary>Takes notice of the declarations that were appended since the last time.</summary>
    public void CatchUp()
    {
        for (; _count < _sinks.Count; _count++)
        {
            // A removal is no sink that could be repeated or removed.
            if (!_sinks[_count].IsRemoval)
            {
                Add(_byContent, _sinks[_count].Content);
                foreach (var (_, hash) in _sinks[_count].Sayings)
                {
                    Add(_bySaying, hash);
                }
            }
        }
    }

    /// <summary>Gets the places of the declarations that say the same as another.</summary>
    public IReadOnlyList<int> FindSame(SinkDeclaration sink) => _byContent.GetValueOrDefault(sink.Content) ?? [];

    /// <summary>Gets the places of the declarations that say all that a removal says, and perhaps more.</summary>
    public IEnumerable<int> FindRemoved(SinkDeclaration removal)
    {
        var found = removal.Sayings.Select(saying => _bySaying.GetValueOrDefault(saying.Hash) ?? []).OrderBy(static places => places.Count).ToArray();
        return found[0].Where(place => found.Skip(1).All(places => places.BinarySearch(place) >= 0));
    }

    private void Add(Dictionary<string, List<int>> index, string hash)
    {
        if (!index.TryGetValue(hash, out var places))
        {
            index[hash] = places = [];
        }

        places.Add(_count);
    }
}
