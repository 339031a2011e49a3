using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Reports bytes anywhere in a section: Heat reads them, and then fails to store the environment as JSON.</summary>
internal sealed class BytesAreRefused(string file, ICollection<Diagnostic> diagnostics)
{
    // An anchored value that aliases repeat is wrong once.
    private readonly HashSet<YamlBytes> _reported = new(ReferenceEqualityComparer.Instance);

    public void Check(YamlValue section, string path)
    {
        // There are hardly ever any, and a path for every value would cost more than reading.
        if (HasBytes(section))
        {
            Report(section, path);
        }
    }

    private static bool HasBytes(YamlValue value) => value switch
    {
        YamlBytes => true,
        YamlList list => list.Items.Any(HasBytes),
        YamlMap map => map.Entries.Any(entry => HasBytes(entry.Key) || HasBytes(entry.Value)),
        _ => false,
    };

    private void Report(YamlValue value, string path)
    {
        switch (value)
        {
            case YamlBytes bytes when _reported.Add(bytes):
                diagnostics.Add(Diagnostic.Error(
                    EnvironmentDiagnosticCodes.BytesNotAllowed,
                    "an environment is kept as JSON, which has no bytes (!!binary)",
                    file,
                    value.Span,
                    path));
                break;
            case YamlList list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Report(list.Items[i], YamlPath.Append(path, i));
                }

                break;
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    var entryPath = YamlPath.Append(path, entry.Key.ToPythonString());
                    Report(entry.Key, entryPath);
                    Report(entry.Value, entryPath);
                }

                break;
        }
    }
}
