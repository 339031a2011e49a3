using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Reports bytes anywhere in a section: Heat reads them, and then fails to store the environment as JSON.</summary>
internal sealed class BytesAreRefused(string file, DiagnosticList diagnostics)
{
    // An anchored value that aliases repeat is wrong once.
    private readonly HashSet<YamlBytes> _reported = new(ReferenceEqualityComparer.Instance);

    public void Check(YamlValue section, string path)
    {
        // There are hardly ever any, and a path for every value would cost more than reading.
        if (HasBytes(section))
        {
            Report(section, () => path);
        }
    }

    private static bool HasBytes(YamlValue value) => value switch
    {
        YamlBytes => true,
        YamlList list => list.Items.Any(HasBytes),
        YamlMap map => map.Entries.Any(entry => HasBytes(entry.Key) || HasBytes(entry.Value)),
        _ => false,
    };

    private void Report(YamlValue value, Func<string> path)
    {
        switch (value)
        {
            case YamlBytes bytes when !diagnostics.IsFull(file) && _reported.Add(bytes):
                diagnostics.Add(Diagnostic.Error(
                    EnvironmentDiagnosticCodes.BytesNotAllowed,
                    "an environment is kept as JSON, which has no bytes (!!binary)",
                    file,
                    value.Span,
                    path()));
                break;
            case YamlList list:
                ReportItems(list, new Lazy<string>(path));
                break;
            case YamlMap map:
                ReportEntries(map, new Lazy<string>(path));
                break;
        }
    }

    private void ReportItems(YamlList list, Lazy<string> path)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            var index = i;
            Report(list.Items[i], () => YamlPath.Append(path.Value, index));
        }
    }

    private void ReportEntries(YamlMap map, Lazy<string> path)
    {
        foreach (var entry in map.Entries)
        {
            string PathOfEntry() => YamlPath.Append(path.Value, entry.Key.ToPythonString());
            Report(entry.Key, PathOfEntry);
            Report(entry.Value, PathOfEntry);
        }
    }
}
