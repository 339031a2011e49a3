using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Where reading the YAML has already found errors, so that what stands there instead of a value is not reported again.</summary>
internal sealed class ReadingErrors(IEnumerable<Diagnostic> diagnostics)
{
    private readonly HashSet<SourcePosition> _places =
        [.. diagnostics.Where(diagnostic => diagnostic.IsError).Select(diagnostic => diagnostic.Span.Start)];

    public bool Include(YamlValue value) => _places.Contains(value.Span.Start);
}
