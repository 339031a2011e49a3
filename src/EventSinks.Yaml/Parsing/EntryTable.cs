using System.Runtime.InteropServices;

namespace EventSinks.Yaml.Parsing;

/// <summary>The entries of a map as Python's dictionary keeps them: a key stays where it came first, the last value counts.</summary>
internal sealed class EntryTable
{
    // Looking at a few keys is faster than hashing them, and most maps are small.
    private const int LargestScan = 8;

    private readonly List<YamlMapEntry> _entries = [];
    private Dictionary<KeyIdentity, int>? _indexes;

    public IReadOnlyList<YamlMapEntry> Entries => _entries;

    /// <summary>Sets a key's value.</summary>
    /// <returns>The entry that had the key before, or null.</returns>
    public YamlMapEntry? Set(YamlMapEntry entry)
    {
        var index = IndexOf(KeyIdentity.Of(entry.Key));
        if (index == _entries.Count)
        {
            _entries.Add(entry);
            return null;
        }

        var before = _entries[index];

        // Of equal keys Python keeps the first: {1: a, yes: b} is {1: b}. Where they read the same, the later place is the telling one.
        _entries[index] = before.Key.ToPythonString() == entry.Key.ToPythonString() ? entry : new YamlMapEntry(before.Key, entry.Value);
        return before;
    }

    public void SetAll(IEnumerable<YamlMapEntry> entries)
    {
        foreach (var entry in entries)
        {
            Set(entry);
        }
    }

    // The index of the entry with a key; that of the next entry if there is none, which is expected to be added then.
    private int IndexOf(KeyIdentity key)
    {
        if (_entries.Count < LargestScan)
        {
            var found = _entries.FindIndex(entry => KeyIdentity.Of(entry.Key) == key);
            return found < 0 ? _entries.Count : found;
        }

        if (_indexes is null)
        {
            _indexes = new Dictionary<KeyIdentity, int>(LargestScan * 4);
            for (var i = 0; i < _entries.Count; i++)
            {
                _indexes.Add(KeyIdentity.Of(_entries[i].Key), i);
            }
        }

        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, key, out var isKnown);
        return isKnown ? index : index = _entries.Count;
    }
}
