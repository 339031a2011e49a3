using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>A map that others are put into. A key stays where, and as, it was written first, as in a dictionary of Python.</summary>
internal sealed class MergedMap
{
    private readonly OrderedDictionary<YamlScalar, YamlMapEntry> _entries = new(YamlKeyComparer.Instance);
    private readonly SourceSpan _span;

    public MergedMap(YamlMap? first)
    {
        _span = first?.Span ?? SourceSpan.None;
        foreach (var entry in first?.Entries ?? [])
        {
            Set(entry);
        }
    }

    public bool IsEmpty => _entries.Count == 0;

    public YamlValue? Find(YamlScalar key) => _entries.GetValueOrDefault(key)?.Value;

    public void Set(YamlMapEntry entry) =>
        _entries[entry.Key] = _entries.TryGetValue(entry.Key, out var first) ? new YamlMapEntry(first.Key, entry.Value) : entry;

    /// <summary>Takes over the entries of another map; what they say counts.</summary>
    /// <param name="map">The other map.</param>
    /// <param name="skipsNull">Whether null leaves what was there.</param>
    public void SetAll(YamlMap map, bool skipsNull)
    {
        foreach (var entry in map.Entries.Where(entry => !skipsNull || entry.Value is not YamlNull))
        {
            Set(entry);
        }
    }

    public void Remove(YamlScalar key) => _entries.Remove(key);

    public void RemoveWhere(Func<YamlMapEntry, bool> isUnwanted)
    {
        foreach (var entry in _entries.Values.Where(isUnwanted).ToArray())
        {
            _entries.Remove(entry.Key);
        }
    }

    public YamlMap ToMap() => new([.. _entries.Values], _span);
}
