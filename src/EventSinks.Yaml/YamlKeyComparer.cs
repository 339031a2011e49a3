using EventSinks.Yaml.Parsing;

namespace EventSinks.Yaml;

/// <summary>Compares keys of maps as Python does: 1, 1.0 and true are one key, "1" is another, and where they stand does not matter.</summary>
public sealed class YamlKeyComparer : IEqualityComparer<YamlScalar>
{
    private YamlKeyComparer()
    {
    }

    /// <summary>Gets the comparer. Thread-safe.</summary>
    public static YamlKeyComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(YamlScalar? x, YamlScalar? y) =>
        x is null || y is null ? ReferenceEquals(x, y) : KeyIdentity.Of(x) == KeyIdentity.Of(y);

    /// <inheritdoc/>
    public int GetHashCode(YamlScalar obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return KeyIdentity.Of(obj).GetHashCode();
    }
}
