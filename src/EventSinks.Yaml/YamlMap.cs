using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Yaml;

/// <summary>A map from scalars to values, in the order in which Python's dictionary keeps them.</summary>
public sealed class YamlMap : YamlValue
{
    // Looking at a few entries is faster than hashing a key.
    private const int LargestScan = 8;

    // Made when first needed; two threads may both make it, and make the same.
    private Dictionary<string, YamlMapEntry>? _byName;

    /// <summary>Initializes a new instance of the <see cref="YamlMap"/> class.</summary>
    /// <param name="entries">The entries in order, each key once; not to be changed afterwards.</param>
    /// <param name="span">Where the map stands.</param>
    public YamlMap(IReadOnlyList<YamlMapEntry> entries, SourceSpan span)
        : base(span)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = entries;
    }

    /// <summary>Gets the entries in order.</summary>
    public IReadOnlyList<YamlMapEntry> Entries { get; }

    /// <inheritdoc/>
    public override string KindName => "a map";

    /// <summary>Finds an entry by a key that is text.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The entry, or null.</returns>
    public YamlMapEntry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.Count <= LargestScan
            ? Entries.FirstOrDefault(entry => entry.Name == name)
            : (_byName ??= IndexByName()).GetValueOrDefault(name);
    }

    /// <summary>Finds a value by a key that is text.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>True if there is one.</returns>
    public bool TryGetValue(string name, [NotNullWhen(true)] out YamlValue? value)
    {
        value = Find(name)?.Value;
        return value is not null;
    }

    private Dictionary<string, YamlMapEntry> IndexByName()
    {
        var index = new Dictionary<string, YamlMapEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            if (entry.Name is { } name)
            {
                index[name] = entry;
            }
        }

        return index;
    }
}
