using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Loads a resource registry on top of another, as Heat does for an update and for a nested stack.</summary>
internal static class RegistryUpdate
{
    private static readonly YamlMap Nothing = new([], SourceSpan.None);

    public static YamlMap Apply(YamlMap? before, YamlMap update)
    {
        var merged = new MergedMap(before);
        foreach (var entry in update.Entries)
        {
            switch (entry.Value)
            {
                case YamlNull:
                    Remove(merged, entry.Key);
                    break;
                case YamlMap added:
                    merged.Set(new YamlMapEntry(entry.Key, Apply(merged.Find(entry.Key) as YamlMap ?? Nothing, added)));
                    break;
                default:
                    merged.Set(entry);
                    break;
            }
        }

        return merged.ToMap();
    }

    // "OS::Nova::*" takes away every mapping whose name begins so, but not the branches of the tree.
    private static void Remove(MergedMap registry, YamlScalar key)
    {
        if (key is YamlText { Value: [.. var prefix, '*'] })
        {
            registry.RemoveWhere(entry => entry.Value is not YamlMap && entry.Name?.StartsWith(prefix, StringComparison.Ordinal) == true);
        }
        else
        {
            registry.Remove(key);
        }
    }
}
