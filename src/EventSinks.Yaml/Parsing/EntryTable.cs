using System.Runtime.InteropServices;

namespace EventSinks.Yaml.Parsing;

/// <summary>The entries of a map as Python's dictionary keeps them: a key stays where it came first, the last value counts.</summary>
internal sealed class EntryTable
{
    private readonly Dictionary<KeyIdentity, int> _indexes = [];
    private readonly List<YamlMapEntry> _entries = [];

    public IReadOnlyList<YamlMapEntry> Entries => _entries;

    /// <summary>Sets a key's value.</summary>
    /// <returns>The entry that had the key before, or null.</returns>
    public YamlMapEntry? Set(YamlMapEntry entry)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, KeyIdentity.Of(entry.Key), out var isKnown);
        if (!isKnown)
        {
            index = _entries.Count;
            _entries.Add(entry);
            return null;
        }

        var before = _entries[index];

        // Of equal keys Python keeps the first: {1: a, yes: b} is {1: b}. Where they are the same, the later place is the telling one.
        _entries[index] = before.Key.GetType() == entry.Key.GetType() ? entry : new YamlMapEntry(before.Key, entry.Value);
        return before;
    }

    public void SetAll(IEnumerable<YamlMapEntry> entries)
    {
        foreach (var entry in entries)
        {
            Set(entry);
        }
    }
}
