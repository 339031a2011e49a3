namespace EventSinks.Discovery;

/// <summary>Decides between several sources of one sink type: the host's own wins, then the operator's choice; otherwise none is used.</summary>
internal sealed class ClashRules(IReadOnlyList<SinkCatalogEntry> own, IReadOnlyDictionary<string, string> preferences)
{
    public IEnumerable<SinkCatalogEntry> Apply(IReadOnlyList<SinkCatalogEntry> found)
    {
        var rivals = found
            .Where(static entry => entry is { SinkType: not null, IsAvailable: true })
            .ToLookup(static entry => entry.SinkType!, StringComparer.Ordinal);
        return found.Select(entry => entry is { SinkType: { } sinkType, IsAvailable: true } ? Judge(entry, sinkType, [.. rivals[sinkType]]) : entry);
    }

    private SinkCatalogEntry Judge(SinkCatalogEntry entry, string sinkType, IReadOnlyList<SinkCatalogEntry> rivals)
    {
        if (own.Any(each => each.SinkType == sinkType))
        {
            return entry.With(new(PluginProblemCodes.Overridden, $"the host has a sink type '{sinkType}' of its own, which is used instead"));
        }

        // The choice holds even when what was chosen cannot be used: another one in its place would be a surprise.
        // A name that several have is no choice.
        if (preferences.TryGetValue(sinkType, out var preferred) && rivals.Count(rival => Is(rival, preferred)) < 2)
        {
            return Is(entry, preferred)
                ? entry
                : entry.With(new(PluginProblemCodes.Overridden, $"the operator prefers {preferred} for sink type '{sinkType}'"));
        }

        if (rivals.Count == 1)
        {
            return entry;
        }

        var names = string.Join(" and ", rivals.Select(static rival => rival.AssemblyPath));
        return entry.With(new(
            PluginProblemCodes.Clash, $"sink type '{sinkType}' is in {names}; remove all but one, or choose one by its name or path in the host's configuration"));
    }

    private static bool Is(SinkCatalogEntry entry, string preferred) => entry.Plugin == preferred || entry.AssemblyPath == preferred;
}
