using EventSinks.Wording;

namespace EventSinks.Discovery;

/// <summary>Every known sink type, and why others could not be loaded. Immutable but for what loading a plug-in shows. Thread-safe.</summary>
/// <remarks>
/// Disposing it removes the copies that locked plug-ins are loaded from, and otherwise does nothing; the end of the process removes them too.
/// </remarks>
public sealed class SinkCatalog : IDisposable
{
    private readonly IDisposable? _copies;

    internal SinkCatalog(IEnumerable<SinkCatalogEntry> entries, IDisposable? copies = null)
    {
        _copies = copies;
        Entries =
        [
            .. entries
                .OrderBy(static entry => entry.SinkType is null)
                .ThenBy(static entry => entry.SinkType, StringComparer.Ordinal)
                .ThenBy(static entry => entry.Plugin, StringComparer.Ordinal),
        ];
    }

    /// <summary>Gets all entries: by sink type, then by plug-in; plug-ins without one come last.</summary>
    public IReadOnlyList<SinkCatalogEntry> Entries { get; }

    /// <summary>Gets the names of all sink types, those that cannot be used included.</summary>
    internal IEnumerable<string> SinkTypes => Entries.Select(static entry => entry.SinkType).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Finds a sink type.</summary>
    /// <param name="sinkType">The sink type, compared ordinally.</param>
    /// <returns>The entry to use; one that says why it cannot be used if there is no other; null if nobody has the sink type.</returns>
    public SinkCatalogEntry? Find(string sinkType)
    {
        SinkCatalogEntry? unusable = null;
        foreach (var entry in Entries.Where(entry => string.Equals(entry.SinkType, sinkType, StringComparison.Ordinal)))
        {
            if (entry.IsAvailable)
            {
                return entry;
            }

            // Of those that cannot be used, one that was passed over for another says least.
            unusable = unusable is null || unusable.ProblemCode == PluginProblemCodes.Overridden ? entry : unusable;
        }

        return unusable;
    }

    /// <summary>Says what could be meant by a sink type that nobody has.</summary>
    /// <param name="sinkType">What was written.</param>
    /// <returns>For instance <c>did you mean "console"? (known are "console", "json-lines")</c>.</returns>
    public string Suggest(string sinkType)
    {
        ArgumentNullException.ThrowIfNull(sinkType);
        return DidYouMean.Hint(sinkType, [.. SinkTypes]);
    }

    /// <summary>Removes the copies that locked plug-ins are loaded from. Nothing more of them can be loaded afterwards.</summary>
    public void Dispose() => _copies?.Dispose();
}
