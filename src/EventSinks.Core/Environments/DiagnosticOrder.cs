using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Puts diagnostics into the order in which a person reads the files.</summary>
internal static class DiagnosticOrder
{
    /// <summary>Orders diagnostics by file, then by place, and leaves out what a file that was given twice says again.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="sources">The files, in order.</param>
    /// <returns>The diagnostics; those of files that are not among the sources come last.</returns>
    public static IReadOnlyList<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics, IReadOnlyList<EnvironmentSource> sources)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            ranks.TryAdd(source.File, ranks.Count);
        }

        return
        [
            .. diagnostics
                .Distinct()
                .OrderBy(diagnostic => ranks.GetValueOrDefault(diagnostic.File, ranks.Count))
                .ThenBy(static diagnostic => diagnostic.Span.Start),
        ];
    }
}
